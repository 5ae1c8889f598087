package io.renwu.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.source.config.StartPosition;
import io.renwu.model.DecisionLevel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenwuConfigTest {
  @TempDir private Path folder;

  @Test
  void hasDefaults() {
    RenwuConfig config = RenwuConfig.load(Optional.empty(), Map.of(), Map.of());

    assertThat(config).isEqualTo(RenwuConfig.defaults());
    assertThat(config.get(Options.KAFKA_TOPIC_PARTITIONS)).isEqualTo(4);
    assertThat(config.get(Options.TASKS_DECISIONS)).isEqualTo(DecisionLevel.REJECTED);
    assertThat(config.find(Options.REDIS_PASSWORD)).isNull();
  }

  @Test
  void aSettingForOneStartIsAnArgumentAndIsNotKept() {
    RenwuConfig config = RenwuConfig.load(Optional.empty(), Map.of("job.fresh", "true"), Map.of());
    assertThat(config.get(Options.JOB_FRESH)).isTrue();
    assertThat(config.settings()).isEmpty();
    assertThat(config.arguments()).isEmpty();
    assertThat(config.toYaml()).isEmpty();
    assertThatThrownBy(() -> load("job.fresh: true"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("job.fresh", "every later start", "--job.fresh");
    assertThatThrownBy(
            () -> RenwuConfig.of(List.of(new Setting("job.fresh", "true", "my-values.yaml:3"))))
        .hasMessageContainingAll("my-values.yaml:3", "job.fresh");
  }

  @Test
  void readsNestedAndDottedKeys() throws IOException {
    RenwuConfig config =
        load(
            """
            # of a test
            kafka:
              bootstrap.servers: "a:1,b:2"
              topic:
                partitions: 8
            queue.entry.max.delay: 5 ms
            queue: {start: earliest, compression: true}
            collector.behaviors: [login, check-in]
            tasks.state.slack: PT36H
            """);

    assertThat(config.get(Options.KAFKA_BOOTSTRAP_SERVERS)).isEqualTo("a:1,b:2");
    assertThat(config.get(Options.KAFKA_TOPIC_PARTITIONS)).isEqualTo(8);
    assertThat(config.get(Options.QUEUE_ENTRY_MAX_DELAY)).isEqualTo(Duration.ofMillis(5));
    assertThat(config.get(Options.QUEUE_START)).isEqualTo(StartPosition.EARLIEST);
    assertThat(config.get(Options.QUEUE_COMPRESSION)).isTrue();
    assertThat(config.get(Options.COLLECTOR_BEHAVIORS)).isEqualTo(List.of("login", "check-in"));
    assertThat(config.get(Options.TASKS_STATE_SLACK)).isEqualTo(Duration.ofHours(36));
  }

  @Test
  void overridesTheFile() throws IOException {
    Path file = file("redis.uri: redis://a:1\nkafka.topic.partitions: 8\n");

    RenwuConfig config =
        RenwuConfig.load(Optional.of(file), Map.of("redis.uri", "redis://b:2"), Map.of());

    assertThat(config.get(Options.REDIS_URI)).isEqualTo("redis://b:2");
    assertThat(config.get(Options.KAFKA_TOPIC_PARTITIONS)).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kafka.bootstrap.server: a:1    | unknown key kafka.bootstrap.server (FILE:1); did you mean kafka.bootstrap.servers?
          kafka: a:1                     | unknown key kafka (FILE:1); expected a map under it
          something.else: 1              | unknown key something.else (FILE:1)
          job.max.parallelism: many      | job.max.parallelism (FILE:1): found "many", expected a whole number from 1 to 32768
          job.max.parallelism: 0         | job.max.parallelism (FILE:1): found "0", expected a whole number from 1 to 32768
          job.max.parallelism: [1, [2]]  | job.max.parallelism (FILE:1): found a list of lists or maps, expected a list of texts
          job.max.parallelism:           | job.max.parallelism (FILE:1): found nothing, expected a value, or no such line
          tasks.state.slack: 5 parsecs   | tasks.state.slack (FILE:1): found "5 parsecs", expected a duration of 0 or more such as PT5M or 5 min
          tasks.state.slack: -PT1S       | tasks.state.slack (FILE:1): found "-PT1S", expected a duration of 0 or more such as PT5M or 5 min
          tasks.decisions: SOME          | tasks.decisions (FILE:1): found "SOME", expected one of OFF, REJECTED, ALL
          queue.compression: 1           | queue.compression (FILE:1): found "1", expected true or false
          redis.uri: redis://:x@a:1      | redis.uri (FILE:1): found "redis://:x@a:1", expected redis://host:port[/database], redis-sentinel://host:port,…/master or redis-cluster://host:port,…, each with rediss for TLS, without a login (redis.username, redis.password)
          redis.password: x              | redis.password (FILE:1): found a secret, expected it in RENWU_REDIS_PASSWORD or in the file redis.password.file
          just text                      | FILE: found no map, expected key: value lines
          {                              | FILE:1: found malformed YAML, expected key: value lines
          """)
  void describesAnErrorInOneLine(String yaml, String message) throws IOException {
    Path file = file(yaml + "\n");

    assertThatThrownBy(() -> RenwuConfig.load(Optional.of(file), Map.of(), Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message.replace("FILE", file.toString()));
  }

  @Test
  void namesTheCommandLineAndDuplicateKeys() throws IOException {
    assertThatThrownBy(
            () ->
                RenwuConfig.load(Optional.empty(), Map.of("kafka.topic.partitions", "x"), Map.of()))
        .hasMessageStartingWith("kafka.topic.partitions (command line): found \"x\"");
    Path doubled = file("redis.uri: redis://a:1\nredis: {uri: redis://a:2}\n");
    assertThatThrownBy(() -> RenwuConfig.load(Optional.of(doubled), Map.of(), Map.of()))
        .hasMessageContaining(":2): found the key twice");
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(() -> RenwuConfig.load(Optional.of(missing), Map.of(), Map.of()))
        .hasMessage("cannot read " + missing + ": give a readable file");
  }

  @Test
  void readsSecretsFromTheEnvironmentOrAFile() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), " p w \n");
    Map<String, String> file = Map.of("redis.password.file", secret.toString());

    assertThat(RenwuConfig.load(Optional.empty(), file, Map.of()).get(Options.REDIS_PASSWORD))
        .isEqualTo(" p w ");
    RenwuConfig config =
        RenwuConfig.load(Optional.empty(), file, Map.of("RENWU_REDIS_PASSWORD", "hidden"));
    assertThat(config.get(Options.REDIS_PASSWORD)).isEqualTo("hidden");
    assertThat(config.toString() + config.toYaml()).doesNotContain("hidden");
  }

  @Test
  void writesItselfAsYaml() throws IOException {
    RenwuConfig config = load("kafka.transactional.id.prefix: it's\ncollector.behaviors: [a, b]\n");

    assertThat(load(config.toYaml())).isEqualTo(config);
    assertThat(load("")).isEqualTo(RenwuConfig.defaults());
  }

  @Test
  void isSerializable() throws IOException, ClassNotFoundException {
    RenwuConfig config = load("kafka.topic.partitions: 8\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(config);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(config);
    }
  }

  private RenwuConfig load(String yaml) throws IOException {
    return RenwuConfig.load(Optional.of(file(yaml)), Map.of(), Map.of());
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("renwu.yaml"), yaml);
  }
}
