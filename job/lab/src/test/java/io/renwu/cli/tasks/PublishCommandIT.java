package io.renwu.cli.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.access.CommandAccess;
import io.renwu.access.TopicContents;
import io.renwu.cli.CliRun;
import io.renwu.cli.ExitCodes;
import io.renwu.codec.OutputReader;
import io.renwu.codec.RuleStatus;
import io.renwu.codec.RuleStatus.Status;
import io.renwu.document.ContentHash;
import io.renwu.function.CatalogEntry;
import io.renwu.function.CatalogLog;
import io.renwu.function.DocumentFailures;
import io.renwu.function.OutputRecord.Output;
import io.renwu.function.RuleGate;
import io.renwu.job.JobParts;
import io.renwu.job.KafkaConnectors;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.RulePublisher;
import io.renwu.job.kafka.TopicNames;
import io.renwu.server.KafkaServer;
import io.renwu.server.Workspace;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the commands with a rule gate and a broker that compacts its topics at once. */
@Timeout(300)
class PublishCommandIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int RACES = 3;
  private static final Workspace WORKSPACE = Workspace.create();
  private static final KafkaServer KAFKA =
      new KafkaServer(WORKSPACE.folder("kafka"), Map.of("log.cleaner.backoff.ms", "200"));

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  private static RenwuConfig config;
  private static JobParts parts;
  private int others;

  @BeforeAll
  static void start() throws Exception {
    KAFKA.start();
    config =
        RenwuConfig.load(
            Optional.empty(),
            Map.of(
                Options.KAFKA_BOOTSTRAP_SERVERS.key(),
                KAFKA.bootstrapServers(),
                Options.TASKS_POISON_RESTARTS.key(),
                "0"),
            Map.of());
    parts = new JobParts(config);
    List<String> topics =
        List.of(
            TopicNames.DEFAULT.rules(),
            TopicNames.DEFAULT.catalog(),
            TopicNames.DEFAULT.ruleStatus());
    parts.topicCreator().ensure(topics, true);
    try (Admin admin = parts.access().kafkaClient().admin()) {
      for (String topic : topics) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        List<AlterConfigOp> changes = new ArrayList<>();
        Map.of(
                "segment.ms", "100",
                "min.cleanable.dirty.ratio", "0.01",
                "max.compaction.lag.ms", "100",
                "delete.retention.ms", "100")
            .forEach(
                (name, value) ->
                    changes.add(
                        new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
        admin.incrementalAlterConfigs(Map.of(resource, changes)).all().get();
      }
    }
  }

  @AfterAll
  static void stop() {
    KAFKA.kill();
    WORKSPACE.close();
  }

  /** Starts the stages of the task job that process documents, without state. */
  private static JobClient startFresh() throws Exception {
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(flink);
    env.setParallelism(1);
    KafkaConnectors kafka = parts.kafka();
    var accepted =
        env.fromSource(kafka.rules(), WatermarkStrategy.noWatermarks(), "rules")
            .process(
                new RuleGate(
                    kafka.catalog(PATIENCE, () -> {}),
                    DocumentFailures.NONE,
                    config.get(Options.TASKS_MAX)));
    accepted.sinkTo(new DiscardingSink<>());
    accepted
        .getSideOutput(RuleGate.STATUS)
        .sinkTo(kafka.atLeastOnce("rule-status", Output.RULE_STATUS));
    return env.executeAsync("gate");
  }

  private static String task(String taskId, int version, int amount) {
    return "{\"taskId\":\"%s\",\"version\":%d,\"objectives\":[{\"id\":\"c\",\"behaviors\":[\"comment\"],\"target\":1}],\"rewards\":[{\"rewardId\":\"points\",\"type\":\"POINTS\",\"amount\":%d}]}"
        .formatted(taskId, version, amount);
  }

  private static CliRun run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--kafka.bootstrap.servers", KAFKA.bootstrapServers()));
    return CliRun.of(WORKSPACE.path(), all.toArray(String[]::new));
  }

  private static Path file(String name, List<String> documents) throws IOException {
    Path file = WORKSPACE.path().resolve(name + ".json");
    return Files.writeString(file, "[" + String.join(",", documents) + "]");
  }

  private static List<String> keys(String topic) {
    return TopicContents.read(parts.access().kafkaClient(), topic::equals).stream()
        .filter(record -> record.value() != null)
        .map(record -> new String(record.key(), UTF_8))
        .toList();
  }

  /** Publishes two contents of a version at the same time, and returns the accepted one. */
  private static String race(String taskId) throws Exception {
    List<String> texts = List.of(task(taskId, 1, 10), task(taskId, 1, 1_000_000));
    String key = taskId + "/1";
    try (RulePublisher one = new RulePublisher(parts.access().kafkaClient());
        RulePublisher two = new RulePublisher(parts.access().kafkaClient())) {
      one.publish(Map.of(key, texts.get(0)));
      two.publish(Map.of(key, texts.get(1)));
      RuleStatus first = one.await(List.of(key), PATIENCE.toMillis()).get(key);
      RuleStatus second = two.await(List.of(key), PATIENCE.toMillis()).get(key);
      assertThat(List.of(first.status(), second.status()))
          .containsExactlyInAnyOrder(Status.ACCEPTED, Status.REJECTED);
      boolean firstIs = first.status() == Status.ACCEPTED;
      assertThat((firstIs ? second : first).violations().toString())
          .contains("this one was accepted with other content");
      return texts.get(firstIs ? 0 : 1);
    }
  }

  @Test
  void refusedVersionNeverReplacesAnAcceptedOne() throws Exception {
    JobClient job = startFresh();
    List<String> accepted = new ArrayList<>();
    for (int race = 0; race < RACES; race++) {
      accepted.add(race("race-" + race));
    }
    compact();
    job.cancel().get();
    assertThat(contents("race-")).containsExactlyInAnyOrderElementsOf(accepted);

    job = startFresh();
    publishOther();
    assertThat(contents("race-")).containsExactlyInAnyOrderElementsOf(accepted);
    CliRun diff = run("diff", "published", file("accepted", accepted).toString());
    assertThat(diff.out())
        .contains("other-0 MISSING", "published by somebody: to roll")
        .doesNotContain("race-");
    for (int race = 0; race < RACES; race++) {
      RuleStatus answer = answer("race-" + race + "/1");
      assertThat(answer.status()).isEqualTo(Status.ACCEPTED);
      assertThat(answer.hash()).isEqualTo(ContentHash.of(accepted.get(race)));
    }
    tasksAreArchivedAndDropped();
    job.cancel().get();
    onlyTheNewestGateWrites();
  }

  /** Waits until the topic of rules holds only the last document of each race. */
  private void compact() {
    Await.untilTrue(
        "the topic of rules to be compacted",
        PATIENCE,
        () -> {
          publishOther();
          List<String> keys = keys(TopicNames.DEFAULT.rules());
          return keys.stream().filter(key -> key.startsWith("race-")).count() == RACES
              && keys(TopicNames.DEFAULT.catalog()).stream()
                      .filter(key -> key.startsWith("race-"))
                      .count()
                  == RACES;
        });
  }

  private void publishOther() throws Exception {
    String taskId = "other-" + others++;
    CliRun run =
        run(
            "publish",
            file(taskId, List.of(task(taskId, 1, 1))).toString(),
            "--reason",
            "to\nroll");
    assertThat(run.out()).as(run.err()).contains("ACCEPTED");
    assertThat(run.exitCode()).isZero();
  }

  private static List<String> contents(String prefix) throws IOException {
    return CommandAccess.publishedTasks(parts.access()).readToEnd().stream()
        .filter(entry -> entry.taskId().startsWith(prefix))
        .map(CatalogEntry::text)
        .toList();
  }

  /** The last answer under a key. */
  private static RuleStatus answer(String key) {
    List<ConsumerRecord<byte[], byte[]>> answers =
        TopicContents.read(parts.access().kafkaClient(), TopicNames.DEFAULT.ruleStatus()::equals)
            .stream()
            .filter(record -> new String(record.key(), UTF_8).equals(key))
            .toList();
    return OutputReader.ruleStatus(answers.get(answers.size() - 1).value());
  }

  private void tasksAreArchivedAndDropped() throws Exception {
    CliRun early = run("drop", "other-0", "-o", "json");
    assertThat(early.exitCode()).isEqualTo(ExitCodes.FINDINGS);
    assertThat(early.out()).contains("REJECTED", "ARCHIVED in the highest version");
    String end = task("other-0", 2, 1).replaceFirst("\\{", "{\"status\":\"ARCHIVED\",");
    assertThat(run("publish", file("end", List.of(end)).toString()).exitCode()).isZero();
    CliRun drop = run("drop", "other-0");
    assertThat(drop.out()).as(drop.err()).contains("DROPPED");
    assertThat(drop.exitCode()).isZero();
    assertThat(run("drop", "other-0").exitCode()).as("it is gone").isZero();
    assertThat(contents("other-0")).isEqualTo(Collections.singletonList(null));
  }

  private static void onlyTheNewestGateWrites() throws Exception {
    CatalogLog log = parts.kafka().catalog(PATIENCE, () -> {});
    try (CatalogLog.Session first = log.open();
        CatalogLog.Session last = log.open()) {
      assertThat(last.answeredThrough()).isPositive().isEqualTo(first.answeredThrough());
      CatalogEntry entry = new CatalogEntry("late", 1, task("late", 1, 1), null, null, 5, 7);
      assertThatThrownBy(() -> first.write(List.of(entry), List.of()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot write task.catalog");
      assertThat(contents("late")).isEmpty();
      last.write(List.of(entry), List.of());
      assertThat(CommandAccess.publishedTasks(parts.access()).readToEnd()).contains(entry);
    }
  }
}
