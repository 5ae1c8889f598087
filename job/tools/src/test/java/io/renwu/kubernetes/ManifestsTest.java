package io.renwu.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.FlinkConf;
import io.renwu.server.FlinkOptions;
import io.renwu.server.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the output of `renwu kubernetes` as Kubernetes and the operator would read it. */
class ManifestsTest {
  /** The prefixes of options of the operator and of the metrics reporter. */
  private static final List<String> NOT_OF_FLINK =
      List.of("kubernetes.operator.", "metrics.reporter.prometheus.");

  private final Path home = ProjectHome.path();
  private final String flink;

  @TempDir private Path folder;

  ManifestsTest() throws IOException {
    Matcher version =
        Pattern.compile("<flink.version>(.*)</flink.version>")
            .matcher(Files.readString(home.resolve("pom.xml")));
    assertThat(version.find()).isTrue();
    flink = version.group(1);
  }

  private List<JsonNode> printed(String values) throws IOException {
    Path file = Files.writeString(folder.resolve("values.yaml"), values);
    String yaml = new Manifests(ManifestValues.load(Optional.of(file))).yaml();
    YAMLMapper mapper = new YAMLMapper();
    try (MappingIterator<JsonNode> documents = mapper.readerFor(JsonNode.class).readValues(yaml)) {
      return documents.readAll();
    }
  }

  private List<JsonNode> deployments(String values) throws IOException {
    return printed(values).subList(1, 3);
  }

  private String flinkVersion() {
    return "v" + flink.replaceFirst("\\.\\d+$", "").replace('.', '_');
  }

  @Test
  void everyDeploymentMatchesTheOperatorsDefinition() throws IOException {
    ResourceDefinition definition = ResourceDefinition.withFlinkVersion(flinkVersion());
    List<String> names = new ArrayList<>();
    for (JsonNode deployment : deployments("collector.jobManager.replicas: 2\n")) {
      assertThat(definition.violations(deployment)).isEmpty();
      assertThat(deployment.path("apiVersion").asText()).isEqualTo("flink.apache.org/v1beta1");
      assertThat(deployment.path("kind").asText()).isEqualTo("FlinkDeployment");
      assertThat(deployment.path("spec").path("flinkVersion").asText()).isEqualTo(flinkVersion());
      names.add(deployment.path("metadata").path("name").asText());
    }
    assertThat(names).containsExactly("renwu-collector", "renwu-tasks");
  }

  /** Proves that the definition refuses unknown fields. */
  @ParameterizedTest
  @CsvSource({
    "/spec, upgrademode, savepoint",
    "/spec/job, upgradeMode, sometimes",
    "/spec/job, parallelism, many",
    "/spec/jobManager, replica, 2",
    "/spec/podTemplate/spec/securityContext, runAsNonroot, true",
    "/spec/podTemplate/spec/containers/0, image pull policy, Always",
    "/spec, flinkVersion, v9_9"
  })
  void anUnknownFieldIsAViolation(String where, String field, String value) throws IOException {
    ResourceDefinition definition = ResourceDefinition.withFlinkVersion(flinkVersion());
    JsonNode deployment = deployments("").get(0);
    ((ObjectNode) deployment.at(where)).put(field, value);
    assertThat(definition.violations(deployment)).hasSize(1).first().asString().contains(field);
  }

  @Test
  void flinkSettingsAreKnownOptionsWithTheProjectsValues() throws Exception {
    Map<String, ConfigOption<?>> known = FlinkOptions.byKey();
    for (JsonNode deployment : deployments("")) {
      Map<String, String> settings = new TreeMap<>();
      deployment
          .path("spec")
          .path("flinkConfiguration")
          .properties()
          .forEach(setting -> settings.put(setting.getKey(), setting.getValue().textValue()));
      Configuration configuration = Configuration.fromMap(settings);
      for (String key : settings.keySet()) {
        if (NOT_OF_FLINK.stream().noneMatch(key::startsWith)) {
          assertThat(known).containsKey(key);
          assertThat((Object) configuration.get(known.get(key))).as(key).isNotNull();
        }
      }
      Map<String, String> project = new TreeMap<>(FlinkConf.settings());
      project.keySet().retainAll(settings.keySet());
      assertThat(project).hasSizeGreaterThan(20);
      project
          .entrySet()
          .removeIf(setting -> setting.getValue().equals(settings.get(setting.getKey())));
      assertThat(project.keySet())
          .as("what differs")
          .containsExactly(
              "execution.checkpointing.dir",
              "execution.checkpointing.savepoint-dir",
              "metrics.reporter.prometheus.port");
      assertThat(settings)
          .doesNotContainKeys("high-availability.cluster-id", "kubernetes.cluster-id");
    }
  }

  @Test
  void aJobUpgradesBySavepointFailsOverAndRunsWithoutRootRights() throws IOException {
    JsonNode spec =
        deployments("storage: gs://b\nrenwu.job.max.parallelism: 64\n").get(1).path("spec");
    assertThat(spec.path("job").path("upgradeMode").asText()).isEqualTo("savepoint");
    assertThat(spec.path("job").path("entryClass").asText()).isEqualTo("io.renwu.job.TaskJob");
    JsonNode settings = spec.path("flinkConfiguration");
    assertThat(settings.path("high-availability.type").asText()).isEqualTo("kubernetes");
    assertThat(settings.path("high-availability.storageDir").asText())
        .isEqualTo("gs://b/tasks/high-availability");
    assertThat(settings.path("execution.checkpointing.savepoint-dir").asText())
        .isEqualTo("gs://b/tasks/savepoints");
    assertThat(settings.path("pipeline.max-parallelism").asText()).isEqualTo("64");
    JsonNode pod = spec.path("podTemplate").path("spec");
    assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
    JsonNode container = pod.path("containers").path(0);
    assertThat(container.path("name").asText()).isEqualTo("flink-main-container");
    assertThat(container.path("envFrom").path(0).path("secretRef").path("name").asText())
        .isEqualTo("renwu");
  }

  @Test
  void theImageContainsTheFlinkVersionOfTheBuildAndTheJobJar() throws IOException {
    String image = Files.readString(home.resolve("flink-conf/kubernetes/Dockerfile"));
    String jar =
        deployments("").get(0).path("spec").path("job").path("jarURI").asText().substring(8);
    assertThat(image)
        .contains("FROM flink:" + flink + "-java17\n", "flink-s3-fs-presto-" + flink + ".jar")
        .containsPattern("COPY job/jobs/target/renwu-job-.*-all.jar " + Pattern.quote(jar) + "\n");
  }

  @Test
  void theJobsReadTheSettingsOfTheValuesAndAChangeUpgradesThem() throws IOException {
    List<JsonNode> before = printed("");
    List<JsonNode> after =
        printed("renwu:\n  queue: {retain.span: PT2H}\n  collector.behaviors: [a, b]\n");
    Path file =
        Files.writeString(
            folder.resolve("renwu.yaml"), after.get(0).path("data").path("renwu.yaml").asText());
    RenwuConfig config = RenwuConfig.load(Optional.of(file), Map.of(), Map.of());
    assertThat(config.get(Options.QUEUE_RETAIN_SPAN)).hasHours(2);
    assertThat(config.settings())
        .containsEntry("collector.behaviors", "a,b")
        .containsEntry("redis.uri", "redis://redis:6379");
    String hash = "/spec/podTemplate/metadata/annotations/renwu~1settings";
    assertThat(after.get(1).at(hash).asText())
        .isNotEmpty()
        .isNotEqualTo(before.get(1).at(hash).asText());
  }
}
