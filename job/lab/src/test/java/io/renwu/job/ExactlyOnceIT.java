package io.renwu.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.access.SampleTasks;
import io.renwu.access.TasksInForce;
import io.renwu.access.TopicContents;
import io.renwu.cli.CliRun;
import io.renwu.cluster.Upgrade;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.demo.DrainCheck;
import io.renwu.demo.RewardJudge;
import io.renwu.demo.TrafficPlayer;
import io.renwu.demo.recount.RecountReport;
import io.renwu.demo.traffic.TrafficGenerator;
import io.renwu.flink.FlinkRest;
import io.renwu.flink.JobSubmission;
import io.renwu.flink.TaskManagerLoss;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicNames;
import io.renwu.server.FlinkCluster;
import io.renwu.server.KafkaServer;
import io.renwu.server.ProjectHome;
import io.renwu.server.RedisServer;
import io.renwu.server.Workspace;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Both jobs on a cluster of separate processes, with the jar that production gets, under load,
 * while their TaskManagers are killed, one of them under a paused task job, and they are rescaled 1
 * → 4 → 2 and upgraded: every reward is there exactly once. The pause lasts until so many seconds'
 * worth of behaviors wait: 10, or {@code -Dpause.seconds=60}.
 *
 * <p>Tasks with preconditions are left out, by name: whether a prerequisite was completed before an
 * event is a matter of the order between topics, and while the collector catches up after a failure
 * that is the order of arrival.
 */
class ExactlyOnceIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final int BROKEN = 10_000;
  private static final int PER_SECOND = 400;
  private static final int PAUSED_SECONDS = Integer.getInteger("pause.seconds", 10);

  private final Workspace workspace = Workspace.create();
  private final KafkaServer kafka = new KafkaServer(workspace.folder("kafka"));
  private final RedisServer redis =
      new RedisServer(workspace.folder("redis"), RedisServer.Fsync.EVERY_SECOND);
  private final FlinkCluster flink =
      new FlinkCluster(
          workspace.folder("flink"),
          Map.of(
              "execution.checkpointing.interval",
              "1s",
              "taskmanager.numberOfTaskSlots",
              "4",
              "restart-strategy.type",
              "fixed-delay",
              "restart-strategy.fixed-delay.attempts",
              "1000",
              "restart-strategy.fixed-delay.delay",
              "1s"));
  private RenwuConfig config;
  private KafkaAccess client;

  @BeforeEach
  void start() {
    kafka.start();
    redis.start();
    flink.start(2);
    config =
        RenwuConfig.load(
            Optional.empty(),
            Map.of(
                Options.KAFKA_BOOTSTRAP_SERVERS.key(), kafka.bootstrapServers(),
                Options.REDIS_URI.key(), redis.uri(),
                Options.QUEUE_DISCOVERY_INTERVAL.key(), "PT1S"),
            Map.of());
    client = new SystemAccess(config).kafkaClient();
  }

  @AfterEach
  void stop() {
    flink.close();
    kafka.kill();
    redis.kill();
    workspace.close();
  }

  @Test
  void everyRewardOnceDespiteKilledTaskManagersAndReplacedJobs() throws Exception {
    FlinkRest rest = flink.rest();
    String collector = rest.submit(submission(CollectorJob.class));
    String tasks = rest.submit(submission(TaskJob.class));
    Map<String, String> texts = withoutPreconditions();
    publish(texts);
    long seed = 20261123;
    System.out.println("traffic seed " + seed);
    try (TrafficPlayer player =
            new TrafficPlayer(
                client, new TrafficGenerator(seed, 300), client.topics().behaviors(), PER_SECOND);
        DrainCheck drain = new DrainCheck(config)) {
      player.start();
      awaitGrants(50);
      sendBroken();
      awaitDeadLetters(BROKEN);
      assertThat(rest.exceptions(collector)).isEmpty();

      killTaskManagerOf(collector, tasks);
      pause(true);
      killTaskManagerOf(tasks, collector);
      nothingIsReadWhilePaused(tasks, drain);
      pause(false);
      for (int parallelism : new int[] {1, 4, 2}) {
        replaceJobs(parallelism);
      }
      player.finish();
      Await.until("every record to be processed", PATIENCE, drain::remaining, left -> left == 0);
    }
    for (RenwuJob job : RenwuJob.values()) {
      rest.stopWithSavepoint(rest.latest(job.title()).orElseThrow().id(), flink.savepoints());
    }

    RecountReport report = RewardJudge.of(client, client.topics().behaviors(), texts);
    System.out.println("rewards due " + report.due() + ", paid " + report.paid());
    assertThat(report.due()).isGreaterThan(500);
    assertThat(report.missing()).isEmpty();
    assertThat(report.doubled()).isEmpty();
    assertThat(report.unexpected()).isEmpty();
    assertThat(report.wrong()).isEmpty();
    assertThat(report.deadLetters()).isEqualTo(report.deadLettersDue());
    assertThat(report.excluded()).isEmpty();
    everyBrokenRecordHasItsReason();
    everyUsersProgressIsThere();
  }

  /** The last progress of each key in Kafka is what the behaviors lead to. */
  private void everyUsersProgressIsThere() {
    CliRun run =
        CliRun.of(
            workspace.path(),
            "reconcile",
            "--kafka.bootstrap.servers",
            kafka.bootstrapServers(),
            "--redis.uri",
            redis.uri(),
            "--from",
            Instant.now().minus(Duration.ofDays(1)).toString(),
            "--to",
            Instant.now().toString());
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
  }

  private JobSubmission submission(Class<?> main) {
    return JobSubmission.fresh(ProjectHome.jobJar(), main.getName(), config.arguments(), 2);
  }

  private static Map<String, String> withoutPreconditions() {
    Map<String, String> texts = SampleTasks.load().textsWithoutPreconditions();
    assertThat(texts).hasSizeGreaterThan(5);
    return texts;
  }

  private void publish(Map<String, String> texts) {
    Await.untilTrue(
        "the topics of the task job",
        PATIENCE,
        () -> {
          TasksInForce.publish(client, texts, flink.rest(), ANSWER);
          return true;
        });
  }

  private void awaitGrants(int atLeast) {
    Await.until(
        "rewards",
        PATIENCE,
        () -> TopicContents.read(client, TopicNames.DEFAULT.grants()::equals).size(),
        grants -> grants >= atLeast);
  }

  private void awaitDeadLetters(int atLeast) {
    Await.until(
        "dead letters",
        PATIENCE,
        () -> TopicContents.read(client, TopicNames.DEFAULT.deadLetters()::equals).size(),
        letters -> letters >= atLeast);
  }

  private void pause(boolean paused) {
    try (RedisStreams redis = LettuceRedisStreams.connect(new SystemAccess(config).redis())) {
      long version =
          redis.control().join().map(text -> RateDocument.parse(text).version()).orElse(0L);
      RateDocument rules = RateDocument.of(version + 1, null, paused, "test", "", "");
      assertThat(redis.replaceControl(version, rules.toJson()).join()).isTrue();
      Await.untilTrue(
          "readers to hear of it",
          PATIENCE,
          () ->
              redis
                  .status()
                  .join()
                  .map(RateReport::parse)
                  .filter(report -> (report.achieved().over1s() == 0) == paused)
                  .isPresent());
    }
  }

  /** While paused, checkpoints complete and events arrive, but no reward is emitted. */
  private void nothingIsReadWhilePaused(String tasks, DrainCheck drain) {
    int grants = TopicContents.read(client, TopicNames.DEFAULT.grants()::equals).size();
    long before = flink.rest().checkpoints(tasks).completed();
    Await.until(
        "checkpoints of a paused job",
        PATIENCE,
        () -> flink.rest().checkpoints(tasks).completed(),
        completed -> completed > before + 2);
    Await.until(
        PAUSED_SECONDS + " s of behaviors in the queue",
        PATIENCE.plusSeconds(3L * PAUSED_SECONDS),
        drain::inQueue,
        waiting -> waiting >= (long) PAUSED_SECONDS * PER_SECOND);
    System.out.println("paused for " + PAUSED_SECONDS + " s of behaviors");
    assertThat(TopicContents.read(client, TopicNames.DEFAULT.grants()::equals)).hasSize(grants);
  }

  /** Kills a TaskManager of one job, and waits until both jobs complete checkpoints again. */
  private void killTaskManagerOf(String job, String other) throws IOException {
    FlinkRest rest = flink.rest();
    System.out.println("killed " + TaskManagerLoss.kill(flink, job));
    flink.start(flink.taskManagers().size());
    for (String id : List.of(job, other)) {
      Await.untilTrue(id + " to run again", PATIENCE, () -> rest.tasks(id).allRun());
      long before = rest.checkpoints(id).completed();
      Await.until(
          id + " to complete checkpoints again",
          PATIENCE,
          () -> rest.checkpoints(id).completed(),
          completed -> completed > before + 1);
    }
  }

  /** Replaces the jar of both jobs as {@code renwu upgrade} does. */
  private void replaceJobs(int parallelism) throws IOException {
    Path jar = workspace.path().resolve("for-" + parallelism + ".jar");
    Files.copy(ProjectHome.jobJar(), jar);
    List<String> said = new ArrayList<>();
    Upgrade.Result result =
        Upgrade.remote(
            flink.rest().address(),
            List.of(RenwuJob.TASKS, RenwuJob.COLLECTOR),
            ProjectHome.jobJar(),
            new Upgrade.Change(jar, config, Optional.of(parallelism), PATIENCE),
            said::add);
    assertThat(result).as("%s", said).isEqualTo(Upgrade.Result.UPGRADED);
    for (RenwuJob job : RenwuJob.values()) {
      String id = flink.rest().latest(job.title()).orElseThrow().id();
      assertThat(flink.rest().tasks(id).parallelism()).as(job.title()).isEqualTo(parallelism);
    }
    System.out.println("both jobs run with " + jar.getFileName());
  }

  /** Sends every kind of broken record, each marked with its number. */
  private void sendBroken() throws Exception {
    String tooLarge = "{\"eventId\": \"#\", \"userId\": \"u\", \"x\": \"" + "x".repeat(66_000);
    List<String> kinds =
        List.of(
            "",
            "no json #",
            "{\"eventId\": \"#\"",
            "[\"#\"]",
            "{\"userId\": \"u\", \"time\": 1, \"n\": \"#\"}",
            "{\"eventId\": \"#\", \"time\": 1}",
            "{\"eventId\": \"#\", \"userId\": \"u\"}",
            "{\"eventId\": \"#\", \"userId\": 7, \"time\": 1}",
            "{\"eventId\": \"#\", \"userId\": \"u\", \"time\": \"yesterday\"}",
            "{\"eventId\": \"#\", \"userId\": \"u\", \"time\": 1, \"timezone\": \"Mars/Base\"}",
            "{\"eventId\": \"#\", \"userId\": \"u\", \"time\": 1, \"attributes\": []}",
            "{\"eventId\": \"#\", \"userId\": \"u\", \"time\": 1, \"behavior\": \"other\"}",
            "{\"eventId\": \"#\", \"userId\": \"u\", \"time\": \"2126-01-01T00:00:00Z\"}",
            "{\"eventId\": \"#\", \"userId\": \"u\", \"time\": 1} trailing");
    try (KafkaProducer<byte[], byte[]> producer = client.producer()) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < BROKEN; i++) {
        String text =
            i % 500 == 0 ? tooLarge : kinds.get(i % kinds.size()).replace("#", "broken-" + i);
        byte[] value = text.isEmpty() ? null : text.getBytes(StandardCharsets.UTF_8);
        sent.add(producer.send(new ProducerRecord<>("behavior.login", null, value)));
      }
      for (Future<RecordMetadata> future : sent) {
        future.get();
      }
    }
  }

  private void everyBrokenRecordHasItsReason() throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, Integer> reasons = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record :
        TopicContents.read(client, TopicNames.DEFAULT.deadLetters()::equals)) {
      JsonNode letter = json.readTree(record.value());
      assertThat(letter.path("topic").asText()).startsWith("behavior.");
      assertThat(letter.path("offset").isIntegralNumber()).isTrue();
      assertThat(letter.has("payload")).isTrue();
      reasons.merge(letter.path("reason").asText(), 1, Integer::sum);
    }
    System.out.println("dead letters " + reasons);
    assertThat(reasons.keySet())
        .containsExactlyInAnyOrder(
            "EMPTY",
            "TOO_LARGE",
            "NOT_JSON",
            "MISSING_FIELD",
            "WRONG_FIELD",
            "BEHAVIOR_MISMATCH",
            "TIME_IN_FUTURE");
  }
}
