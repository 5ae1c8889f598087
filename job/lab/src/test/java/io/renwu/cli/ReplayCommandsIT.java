package io.renwu.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.access.TopicContents;
import io.renwu.codec.OutputJson;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicCreator;
import io.renwu.job.kafka.TopicNames;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import io.renwu.reconcile.FaultlessSystem;
import io.renwu.server.KafkaServer;
import io.renwu.server.RedisServer;
import io.renwu.server.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs the commands on the Kafka and the queue of two stopped jobs, with planted differences. */
class ReplayCommandsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Workspace WORKSPACE = Workspace.create();
  private static final KafkaServer KAFKA =
      new KafkaServer(WORKSPACE.folder("kafka"), Map.of("log.retention.ms", "-1"));
  private static final RedisServer REDIS = new RedisServer(WORKSPACE.folder("redis"));
  private static final String TOPIC = "behavior.comment";
  private static final String OTHER_TOPIC = "behavior.login";
  private static final String TASK =
      "{\"taskId\":\"comments\",\"version\":1,\"period\":{\"unit\":\"DAY\"},\"objectives\":"
          + "[{\"id\":\"c\",\"behaviors\":[\"comment\",\"login\"],\"target\":2}],"
          + "\"rewards\":[{\"rewardId\":\"points\",\"type\":\"POINTS\",\"amount\":10}]}";

  private static String redisUri = REDIS.uri();
  private static final List<Future<RecordMetadata>> SENT = new ArrayList<>();
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void start() throws IOException {
    CompletableFuture<Void> redis = CompletableFuture.runAsync(REDIS::start);
    KAFKA.start();
    redis.join();
    producer = client().producer();
  }

  @AfterAll
  static void stop() {
    producer.close();
    KAFKA.kill();
    REDIS.kill();
    WORKSPACE.close();
  }

  private static KafkaAccess client() {
    return KafkaAccess.of(KAFKA.bootstrapServers());
  }

  private static void send(String topic, Instant at, String key, byte[] value) {
    SENT.add(
        producer.send(
            new ProducerRecord<>(topic, null, at.toEpochMilli(), key.getBytes(UTF_8), value)));
  }

  private static CliRun run(String command, String... args) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--kafka.bootstrap.servers", KAFKA.bootstrapServers()));
    all.addAll(List.of("--redis.uri", redisUri, "--wait", "10s"));
    all.addAll(List.of("--from", FaultlessSystem.DAY.toString()));
    all.addAll(List.of("--to", FaultlessSystem.DAY.plus(Duration.ofDays(1)).toString()));
    all.addAll(List.of(args));
    return CliRun.of(WORKSPACE.path(), all.toArray(String[]::new));
  }

  private static JsonNode json(int exitCode, String command, String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("-o", "json"));
    CliRun run = run(command, all.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    return JSON.readTree(run.out());
  }

  private static FaultlessSystem system() {
    FaultlessSystem system = new FaultlessSystem().task(TASK);
    for (String user : List.of("ann", "bob", "cid")) {
      for (int i = 1; i <= 2; i++) {
        Instant time = FaultlessSystem.DAY.plusSeconds(60L * i);
        system.event(user + i, user, i == 1 ? "comment" : "login", time, "{}");
      }
    }
    return system;
  }

  @Test
  void missingOutputsAreEmittedOnce() throws Exception {
    assertThat(run("replay").err()).contains("Kafka has no topic task.");
    new TopicCreator(client(), 1, Optional.empty())
        .ensure(
            List.of(
                TOPIC,
                TopicNames.DEFAULT.rules(),
                TopicNames.DEFAULT.catalog(),
                TopicNames.DEFAULT.grants(),
                TopicNames.DEFAULT.progress()),
            true);
    new TopicCreator(client(), 2, Optional.empty()).ensure(List.of(OTHER_TOPIC), true);
    assertThat(run("reconcile").exitCode()).as("empty topics are equal").isZero();
    FaultlessSystem system = system();
    List<Grant> grants = system.grants();
    plant(system, grants);

    JsonNode untaken = json(3, "replay", "--emit");
    assertThat(untaken.get("doubts").get(0).get("kind").asText()).isEqualTo("LAG");
    assertThat(untaken.get("emitted").asInt()).isZero();
    assertThat(untaken.get("figures").get("pendingGrants").asInt()).isEqualTo(1);

    takeAll();
    JsonNode differences = json(1, "reconcile");
    JsonNode counts = differences.get("counts");
    assertThat(counts.get("MISSING_GRANT").asInt()).isEqualTo(1);
    assertThat(counts.get("DUPLICATE_GRANT").asInt()).isEqualTo(1);
    assertThat(counts.get("UNREADABLE_GRANT").asInt()).isEqualTo(2);
    assertThat(counts.get("MISSING_PROGRESS").asInt()).isEqualTo(1);
    assertThat(differences.get("differences").size()).isEqualTo(5);
    assertThat(differences.get("figures").get("deadLetters").asInt()).isEqualTo(2);
    assertThat(run("reconcile", "--user", "ann").out()).contains("duplicate grant");

    CliRun dry = run("replay");
    assertThat(dry.exitCode()).as(dry.err()).isEqualTo(1);
    assertThat(dry.out()).contains(grants.get(1).grantId(), "1 grant is missing; --emit writes");
    assertThat(run("replay", "--user", "ann").exitCode()).isZero();
    assertThat(run("replay", "--task", "other").exitCode()).isZero();

    assertThat(json(0, "replay", "--emit").get("emitted").asInt()).isEqualTo(1);
    assertThat(run("replay", "--emit").out()).contains("nothing is missing");
    List<ConsumerRecord<byte[], byte[]>> records =
        TopicContents.read(client(), TopicNames.DEFAULT.grants()::equals);
    ConsumerRecord<byte[], byte[]> last = records.get(records.size() - 1);
    assertThat(records).hasSize(6);
    assertThat(new String(last.key(), UTF_8)).isEqualTo("bob");
    assertThat(last.value()).isEqualTo(OutputJson.grant(grants.get(1)));

    redisUri = "redis://127.0.0.1:1";
    assertThat(json(3, "replay").get("doubts").toString()).contains("QUEUE");
    assertThat(run("replay", "--despite", "queue").exitCode()).isZero();
    redisUri = REDIS.uri();
    cutBehaviors();
    assertThat(run("reconcile").err())
        .contains("retention: task comments needs the events from 2026-11-21T00:00:00Z on")
        .contains("reliable with --from 2026-11-24T00:00:00Z or later");
  }

  /**
   * Writes all outputs but one grant and one progress, one grant twice, and records that no job
   * would write.
   */
  private static void plant(FaultlessSystem system, List<Grant> grants) throws Exception {
    send(TopicNames.DEFAULT.rules(), FaultlessSystem.DAY, "comments/1", TASK.getBytes(UTF_8));
    // The entry of a version that an older release accepted has no time.
    send(
        TopicNames.DEFAULT.catalog(),
        FaultlessSystem.DAY.plus(Duration.ofDays(3)),
        "comments/1",
        TASK.getBytes(UTF_8));
    send(TOPIC, FaultlessSystem.DAY, "ann", "no JSON".getBytes(UTF_8));
    system
        .lines()
        .forEach(
            (line, event) ->
                send(
                    "behavior." + event.behavior(),
                    event.receivedAt(),
                    event.userId(),
                    line.getBytes(UTF_8)));
    send(TOPIC, FaultlessSystem.DAY.plusSeconds(600), "ann", new byte[0]);
    for (int i : List.of(0, 2, 0)) {
      Grant grant = grants.get(i);
      send(TopicNames.DEFAULT.grants(), grant.time(), grant.userId(), OutputJson.grant(grant));
    }
    send(
        TopicNames.DEFAULT.grants(), FaultlessSystem.DAY, "ann", "{\"grantId\":1}".getBytes(UTF_8));
    send(TopicNames.DEFAULT.grants(), FaultlessSystem.DAY, "ann", null);
    for (Progress progress : system.progress().values()) {
      if (!progress.userId().equals("cid")) {
        send(
            TopicNames.DEFAULT.progress(),
            progress.time(),
            progress.key(),
            OutputJson.progress(progress));
      }
    }
    for (Future<RecordMetadata> record : SENT) {
      record.get();
    }
  }

  /** Sets the marks of a task job that has read the whole queue. */
  private static void takeAll() throws Exception {
    try (Admin admin = client().admin();
        RedisStreams redis = LettuceRedisStreams.connect(RedisAccess.of(REDIS.uri(), "renwu"))) {
      for (TopicDescription topic :
          admin.describeTopics(List.of(TOPIC, OTHER_TOPIC)).allTopicNames().get().values()) {
        for (TopicPartitionInfo partition : topic.partitions()) {
          StreamId stream = new StreamId(topic.name(), partition.partition());
          int epoch = redis.register(stream, topic.topicId().toString()).join();
          long end = StreamPosition.of(epoch, 99);
          redis.release(stream, end, end).join();
        }
      }
    }
  }

  private static void cutBehaviors() throws Exception {
    try (Admin admin = client().admin()) {
      admin
          .deleteRecords(Map.of(new TopicPartition(TOPIC, 0), RecordsToDelete.beforeOffset(1)))
          .all()
          .get();
    }
  }
}
