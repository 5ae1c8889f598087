package io.renwu.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkConfigurationTest {
  private final Configuration configuration = FlinkConf.load(Map.of());

  @Test
  void everyKeyIsAnOptionOfFlinkAndItsValueIsOfTheOptionsType() throws Exception {
    Map<String, ConfigOption<?>> known = FlinkOptions.byKey();
    assertThat(known).hasSizeGreaterThan(500);
    for (String key : configuration.keySet()) {
      assertThat(known).containsKey(key);
      assertThat((Object) configuration.get(known.get(key))).as(key).isNotNull();
    }
  }

  @Test
  void keepsItsPromises() {
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

  @Test
  void opensWhatTheTestsOpen() throws IOException {
    String pom = Files.readString(ProjectHome.path().resolve("pom.xml"));
    assertThat(configuration.get(CoreOptions.FLINK_JVM_OPTIONS).trim().split("\\s+"))
        .hasSizeGreaterThan(10)
        .allSatisfy(flag -> assertThat(pom).contains(flag));
  }

  @ParameterizedTest
  @ValueSource(strings = {"log4j.properties", "log4j-console.properties"})
  void loggersAreSetInPairs(String file) throws IOException {
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
