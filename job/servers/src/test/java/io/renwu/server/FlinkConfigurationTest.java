package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkConfigurationTest {
  private static final String REPORTER = "metrics.reporter.prometheus.";

  private final Configuration configuration = FlinkConf.load(Map.of());

  @TempDir private Path folder;

  @Test
  void everyKeyIsAnOptionOfFlinkAndItsValueIsOfTheOptionsType() throws Exception {
    everyKeyIsAnOption(configuration);
  }

  /** The file is appended, so no key of it may be in the other file. */
  @Test
  void highAvailabilityIsAppendedToTheConfiguration() throws Exception {
    assertThat(configuration.keySet()).noneMatch(key -> key.startsWith("high-availability"));
    Path conf = ProjectHome.flinkConf();
    Files.writeString(
        folder.resolve("config.yaml"),
        Files.readString(conf.resolve("config.yaml"))
            + Files.readString(conf.resolve("high-availability.yaml")));
    Configuration both = GlobalConfiguration.loadConfiguration(folder.toString());
    everyKeyIsAnOption(both);
    assertThat(both.keySet()).containsAll(configuration.keySet());
    assertThat(FlinkConf.highAvailability())
        .hasSizeGreaterThan(5)
        .allSatisfy((key, value) -> assertThat(both.toMap()).containsEntry(key, value));
    assertThat(both.get(HighAvailabilityOptions.HA_MODE)).isEqualTo("zookeeper");
    assertThat((Object) both.get(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT))
        .isEqualTo(both.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT));
  }

  private static void everyKeyIsAnOption(Configuration configuration) throws Exception {
    Map<String, ConfigOption<?>> known = FlinkOptions.byKey();
    assertThat(known).hasSizeGreaterThan(500);
    for (String key : configuration.keySet()) {
      if (key.startsWith(REPORTER)) {
        continue;
      }
      assertThat(known).containsKey(key);
      assertThat((Object) configuration.get(known.get(key))).as(key).isNotNull();
    }
  }

  @Test
  void setsStateAndCheckpointOptions() {
    assertThat(configuration.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
    assertThat(configuration.get(CheckpointingOptions.INCREMENTAL_CHECKPOINTS)).isTrue();
    assertThat(configuration.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE))
        .isEqualTo(CheckpointingMode.EXACTLY_ONCE);
    assertThat(configuration.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
    assertThat(configuration.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
        .isEqualTo(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    assertThat(configuration.get(CheckpointingOptions.ENABLE_UNALIGNED)).isFalse();
    assertThat(configuration.get(PipelineOptions.GENERIC_TYPES)).isFalse();
  }

  /** The reporter's options are below its name in the list of reporters. */
  @Test
  void everyProcessHasAPrometheusReporter() {
    assertThat(configuration.get(MetricOptions.REPORTERS_LIST)).isEqualTo("prometheus");
    Map<String, String> settings = configuration.toMap();
    settings.keySet().removeIf(key -> !key.startsWith(REPORTER));
    assertThat(settings)
        .containsOnlyKeys(REPORTER + "factory.class", REPORTER + "port")
        .containsEntry(
            REPORTER + "factory.class",
            "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
    assertThat(FlinkConf.forThisJvm(Map.of()).keySet())
        .noneMatch(key -> key.startsWith("metrics.reporter"));
  }

  /** Each message becomes valid JSON, with any content. */
  @Test
  void logsJsonOnRequest() throws Exception {
    ProcessBuilder logging =
        new ProcessBuilder(
            JavaCommand.of(
                List.of("-XX:TieredStopAtLevel=1", FlinkConf.logging(ProjectHome.flinkConf())),
                System.getProperty("java.class.path"),
                LoggingMain.class.getName(),
                List.of()));
    logging.environment().put("RENWU_LOG", "json");
    Process process = logging.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).path("message").asText()).isEqualTo(LoggingMain.TEXT);
    assertThat(lines.get(0).path("exception").asText()).isEmpty();
    assertThat(lines.get(1).path("level").asText()).isEqualTo("WARN");
    assertThat(lines.get(1).path("exception").asText())
        .contains("IllegalStateException: " + LoggingMain.TEXT, "\tat ");
  }

  @Test
  void opensTheSameModulesAsTheTests() throws IOException {
    String pom = Files.readString(ProjectHome.path().resolve("pom.xml"));
    assertThat(configuration.get(CoreOptions.FLINK_JVM_OPTIONS).trim().split("\\s+"))
        .hasSizeGreaterThan(10)
        .allSatisfy(flag -> assertThat(pom).contains(flag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"log4j.properties", "log4j-console.properties"})
  void everyLoggerHasANameAndALevel(String file) throws IOException {
    Properties logging = new Properties();
    try (InputStream in = Files.newInputStream(ProjectHome.flinkConf().resolve(file))) {
      logging.load(in);
    }
    assertThat(logging.getProperty("logger.metrics.name"))
        .isEqualTo("org.apache.flink.runtime.metrics");
    assertThat(logging.getProperty("logger.metrics.level")).isEqualTo("ERROR");
    assertThat(logging.stringPropertyNames().stream().filter(key -> key.startsWith("logger.")))
        .allSatisfy(
            key ->
                assertThat(logging)
                    .containsKey(key.replaceAll("\\.(name|level)$", ".name"))
                    .containsKey(key.replaceAll("\\.(name|level)$", ".level")));
  }
}
