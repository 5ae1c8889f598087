package io.renwu.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.access.TopicContents;
import io.renwu.codec.OutputReader;
import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.RulePublisher;
import io.renwu.job.kafka.TopicNames;
import io.renwu.server.EmbeddedFlink;
import io.renwu.server.KafkaServer;
import io.renwu.server.RedisServer;
import io.renwu.server.Workspace;
import io.renwu.timeout.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sends one record with a future timestamp while others are within their periods. */
@Timeout(300)
class FutureTimestampIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration FORTY_DAYS = Duration.ofDays(40);
  private static final String PREFIX = "future.";
  private static final StreamId OLD_STREAM = new StreamId(PREFIX + "register", 0);

  private static final String TWICE =
      """
      {"taskId": "twice", "version": 1,
       "objectives": [{"id": "o", "behaviors": ["login", "register"], "target": 2}],
       "period": {"unit": "DAY", "allowedLateness": "P20D"},
       "rewards": [{"rewardId": "points", "type": "POINTS", "amount": 10}]}\
      """;
  private static final String EVER =
      """
      {"taskId": "ever", "version": 1,
       "objectives": [{"id": "o", "behaviors": ["register"], "target": 1,
                       "filter": "event.userId == 'cid'"}]}\
      """;

  private final Instant start = Instant.now();
  private KafkaAccess client;
  private RedisStreams redis;

  @Test
  void noUsersProgressIsLost() throws Exception {
    try (Workspace workspace = Workspace.create();
        KafkaServer kafka = new KafkaServer(workspace.folder("kafka"));
        RedisServer server =
            new RedisServer(workspace.folder("redis"), RedisServer.Fsync.EVERY_SECOND)) {
      kafka.start();
      server.start();
      RenwuConfig config = config(kafka, server);
      client = new SystemAccess(config).kafkaClient();
      redis = LettuceRedisStreams.connect(new SystemAccess(config).redis());
      try (EmbeddedFlink flink =
          EmbeddedFlink.start(
              workspace.folder("flink"), 4, Map.of("execution.checkpointing.interval", "500ms"))) {
        String tasks = startTasks(flink, config);
        queuedFutureRecordIsHarmless();
        String collector = startCollector(flink, config);
        futureRecordFromKafkaIsDeadLetter();
        assertThat(records(TopicNames.DEFAULT.progress()))
            .noneMatch(record -> record.value() == null);
        assertThat(flink.rest().restarts(tasks)).isZero();
        assertThat(flink.rest().restarts(collector)).isZero();
      } finally {
        redis.close();
      }
    }
  }

  /** Appends a future record between two others, as a collector without timestamp checks would. */
  private void queuedFutureRecordIsHarmless() throws Exception {
    redis.register(OLD_STREAM, "only").join();
    Instant future = start.plus(FORTY_DAYS);
    long end = append(0, queued(0, "ann", start, start), queued(1, "cid", start, future));
    awaitGrant("cid");
    append(end, queued(2, "ann", start, start));
    awaitGrant("ann");
  }

  private void futureRecordFromKafkaIsDeadLetter() throws Exception {
    String topic = PREFIX + "login";
    try (KafkaProducer<byte[], byte[]> producer = client.producer()) {
      producer.send(login(topic, "dan", "d-1", Instant.now())).get();
      await("dan's progress", TopicNames.DEFAULT.progress(), "\"userId\":\"dan\"");
      producer.send(login(topic, "bob", "b-1", Instant.now().plus(FORTY_DAYS))).get();
      await("bob's dead letter", TopicNames.DEFAULT.deadLetters(), "\"TIMESTAMP_AHEAD\"");
      producer.send(login(topic, "dan", "d-2", Instant.now())).get();
      awaitGrant("dan");
    }
    assertThat(records(TopicNames.DEFAULT.deadLetters()))
        .singleElement()
        .satisfies(record -> assertThat(text(record)).contains("\"offset\":1"));
  }

  private static RenwuConfig config(KafkaServer kafka, RedisServer server) {
    return RenwuConfig.load(
        Optional.empty(),
        Map.of(
            Options.KAFKA_BOOTSTRAP_SERVERS.key(), kafka.bootstrapServers(),
            Options.KAFKA_TOPIC_PREFIX_BEHAVIOR.key(), PREFIX,
            Options.KAFKA_TOPIC_PARTITIONS.key(), "1",
            Options.COLLECTOR_BEHAVIORS.key(), "login",
            Options.REDIS_URI.key(), server.uri(),
            Options.TASKS_STATE_SLACK.key(), "PT0S",
            Options.JOB_PARALLELISM.key(), "1"),
        Map.of());
  }

  private String startTasks(EmbeddedFlink flink, RenwuConfig config) throws Exception {
    StreamExecutionEnvironment env = flink.environment();
    TaskJob.define(env, config);
    String job = env.executeAsync(TaskJob.NAME).getJobID().toString();
    try (RulePublisher publisher = new RulePublisher(client)) {
      publisher.publish(Map.of("twice/1", TWICE, "ever/1", EVER));
      assertThat(publisher.await(List.of("twice/1", "ever/1"), PATIENCE.toMillis())).hasSize(2);
    }
    return job;
  }

  /**
   * Creates a topic that accepts any timestamp, as brokers before 4.0 do, and starts the collector.
   */
  private String startCollector(EmbeddedFlink flink, RenwuConfig config) throws Exception {
    try (Admin admin = client.admin()) {
      NewTopic topic = new NewTopic(PREFIX + "login", 1, (short) 1);
      String noBound = Long.toString(Long.MAX_VALUE);
      topic.configs(Map.of("message.timestamp.after.max.ms", noBound));
      admin.createTopics(List.of(topic)).all().get();
    }
    StreamExecutionEnvironment env = flink.environment();
    CollectorJob.define(env, config);
    return env.executeAsync(CollectorJob.NAME).getJobID().toString();
  }

  private static QueueRecord queued(long offset, String user, Instant time, Instant receivedAt) {
    byte[] event = event(user, user + "-" + offset, time);
    return new QueueRecord(OLD_STREAM, offset, receivedAt.toEpochMilli(), event);
  }

  private long append(long end, QueueRecord... records) {
    long position = StreamPosition.of(0, records[records.length - 1].offset());
    byte[] frame = Frame.encode(end, List.of(records), Compression.NONE);
    redis.append(OLD_STREAM, end, List.of(new StreamEntry(position, frame))).join();
    return position;
  }

  private ProducerRecord<byte[], byte[]> login(
      String topic, String user, String eventId, Instant timestamp) {
    return new ProducerRecord<>(
        topic, null, timestamp.toEpochMilli(), user.getBytes(UTF_8), event(user, eventId, start));
  }

  private static byte[] event(String user, String eventId, Instant time) {
    return ("{\"eventId\":\""
            + eventId
            + "\",\"userId\":\""
            + user
            + "\",\"time\":\""
            + time
            + "\"}")
        .getBytes(UTF_8);
  }

  private void awaitGrant(String user) {
    Await.untilTrue(
        user + "'s grant",
        PATIENCE,
        () ->
            records(TopicNames.DEFAULT.grants()).stream()
                .anyMatch(record -> OutputReader.grant(record.value()).userId().equals(user)));
  }

  private void await(String what, String topic, String part) {
    Await.untilTrue(
        what, PATIENCE, () -> records(topic).stream().anyMatch(r -> text(r).contains(part)));
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    return TopicContents.read(client, topic::equals);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return record.value() == null ? "" : new String(record.value(), UTF_8);
  }
}
