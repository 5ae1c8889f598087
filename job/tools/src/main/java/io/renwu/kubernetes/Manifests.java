package io.renwu.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.renwu.job.RenwuJob;
import io.renwu.job.config.ConfigException;
import io.renwu.job.config.Options;
import io.renwu.server.FlinkConf;
import io.renwu.server.ProjectHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * Builds the manifests for Kubernetes: the settings of both jobs, and for each job a resource of
 * the Flink Kubernetes Operator with the project's settings of Flink.
 */
public final class Manifests {
  /** The project's settings that the operator sets, so that the manifests leave them out. */
  private static final Set<String> OF_THE_OPERATOR =
      Set.of(
          "jobmanager.rpc.address",
          "jobmanager.memory.process.size",
          "taskmanager.memory.process.size",
          "parallelism.default");

  private static final String LOGGING = "log4j-console.properties";

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder()
              .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());

  private final ManifestValues values;

  public Manifests(ManifestValues values) {
    this.values = values;
  }

  /** The documents as one YAML stream. */
  public String yaml() {
    StringBuilder stream = new StringBuilder();
    for (JsonNode document : documents()) {
      try {
        stream.append(YAML.writeValueAsString(document));
      } catch (IOException e) {
        throw new IllegalStateException("cannot write a manifest as YAML: " + e, e);
      }
    }
    return stream.toString();
  }

  List<JsonNode> documents() {
    List<JsonNode> documents = new ArrayList<>();
    documents.add(template("config.yaml").fill(this::commonValue));
    for (RenwuJob job : RenwuJob.values()) {
      documents.add(deployment(job));
    }
    return documents;
  }

  private JsonNode deployment(RenwuJob job) {
    JsonNode deployment = template("deployment.yaml").fill(name -> valueOfJob(job, name));
    ObjectNode spec = (ObjectNode) deployment.path("spec");
    Map<String, String> settings = new TreeMap<>(FlinkConf.settings());
    settings.keySet().removeAll(OF_THE_OPERATOR);
    spec.path("flinkConfiguration")
        .properties()
        .forEach(setting -> settings.put(setting.getKey(), setting.getValue().asText()));
    settings.putAll(values.flink());
    ObjectNode texts = spec.putObject("flinkConfiguration");
    settings.forEach(texts::put);
    return deployment;
  }

  private Optional<JsonNode> valueOfJob(RenwuJob job, String name) {
    String title = job.name().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "job.name" -> Optional.of(TextNode.valueOf(title));
      case "job.mainClass" -> Optional.of(TextNode.valueOf(job.mainClass()));
      default ->
          name.startsWith("job.") && !name.equals("job.maxParallelism")
              ? values.find(title + name.substring("job".length()))
              : commonValue(name);
    };
  }

  private Optional<JsonNode> commonValue(String name) {
    return switch (name) {
      case "settings" -> Optional.of(TextNode.valueOf(values.renwu().toYaml()));
      case "settingsHash" -> Optional.of(TextNode.valueOf(hash(values.renwu().toYaml())));
      case "logging" -> Optional.of(TextNode.valueOf(logging()));
      case "job.maxParallelism" ->
          Optional.of(
              TextNode.valueOf(Integer.toString(values.renwu().get(Options.JOB_MAX_PARALLELISM))));
      default -> values.find(name);
    };
  }

  private static String hash(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  private static Template template(String name) {
    Path file = ProjectHome.flinkConf().resolve(Path.of("kubernetes", name));
    try {
      return new Template(YAML.readTree(file.toFile()));
    } catch (IOException e) {
      throw new ConfigException("cannot read " + file + ": " + e.getMessage());
    }
  }

  private static String logging() {
    Path file = ProjectHome.flinkConf().resolve(LOGGING);
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigException("cannot read " + file + ": " + e.getMessage());
    }
  }
}
