package io.renwu.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.access.TopicContents;
import io.renwu.codec.OutputReader;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicNames;
import io.renwu.model.Decision;
import io.renwu.server.KafkaServer;
import io.renwu.server.RedisServer;
import io.renwu.server.Workspace;
import io.renwu.timeout.Await;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.DefaultRecord;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Sends records of the broker's largest size and documents with large answers through both jobs,
 * which must not fail once. Some topics accept smaller records than the jobs are configured to
 * write.
 */
@Timeout(180)
class LargeRecordsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BROKERS_LIMIT = 10 << 20;
  private static final int SMALL_LIMIT = 50_000;
  private static final int COMPLETIONS = 10_000;

  private static final String TASK =
      """
      {"taskId":"pay","version":1,"recurrence":{"policy":"REPEAT"},
       "objectives":[{"id":"o","behaviors":["comment"],"target":1,
                      "aggregation":{"function":"SUM","field":"amount"}}]}\
      """;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  private static final Workspace WORKSPACE = Workspace.create();
  private static final KafkaServer KAFKA =
      new KafkaServer(
          WORKSPACE.folder("kafka"), Map.of("message.max.bytes", Integer.toString(BROKERS_LIMIT)));
  private static final RedisServer REDIS = new RedisServer(WORKSPACE.folder("redis"));

  @BeforeAll
  static void start() throws Exception {
    KAFKA.start();
    REDIS.start();
    try (Admin admin = Admin.create(client())) {
      admin
          .createTopics(
              List.of(
                  topic("behavior.comment", Map.of()),
                  topic(TopicNames.DEFAULT.rules(), Map.of("cleanup.policy", "compact")),
                  topic(TopicNames.DEFAULT.deadLetters(), small()),
                  topic(TopicNames.DEFAULT.decisions(), small())))
          .all()
          .get();
    }
  }

  @AfterAll
  static void stop() {
    KAFKA.kill();
    REDIS.stop();
    WORKSPACE.close();
  }

  @Test
  void passBothJobs() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      send(producer, TopicNames.DEFAULT.rules(), "pay/1", TASK.getBytes(UTF_8));
      send(producer, TopicNames.DEFAULT.rules(), "hostile/1", hostileDocument());
      sendLargeBehaviors(producer);
      send(producer, "behavior.comment", "u-7", event("e-many", COMPLETIONS));
      List<JobClient> jobs = List.of(start(CollectorJob::define), start(TaskJob::define));

      await(TopicNames.DEFAULT.grants(), COMPLETIONS);
      await(TopicNames.DEFAULT.deadLetters(), 3);
      await(TopicNames.DEFAULT.ruleStatus(), 2);
      send(producer, "behavior.comment", "u-7", event("e-after", 1));
      await(TopicNames.DEFAULT.grants(), COMPLETIONS + 1);

      for (JobClient job : jobs) {
        assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        job.cancel().get();
      }
    }
    assertLettersPoint();
    assertDecisionIsWhole();
    for (ConsumerRecord<byte[], byte[]> status : read(TopicNames.DEFAULT.ruleStatus())) {
      assertThat(status.value().length).isLessThan(70_000);
    }
  }

  private static void assertLettersPoint() throws Exception {
    List<JsonNode> letters = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> letter : read(TopicNames.DEFAULT.deadLetters())) {
      assertThat(letter.value().length).isLessThan(SMALL_LIMIT);
      letters.add(JSON.readTree(letter.value()));
    }
    for (int offset = 0; offset < 3; offset++) {
      JsonNode letter = letters.get(offset);
      assertThat(letter.get("offset").asInt()).isEqualTo(offset);
      assertThat(letter.get("truncated").asBoolean()).isTrue();
      assertThat(letter.get("payload").isNull()).isEqualTo(offset < 2);
    }
    assertThat(letters.get(0).get("payloadBytes").asInt()).isEqualTo(largest());
    assertThat(letters.get(1).get("payloadBytes").asInt()).isEqualTo(820_000);
    assertThat(letters.get(2).get("payloadBytes").asInt()).isEqualTo(60_000);
    assertThat(letters.get(2).get("payload").binaryValue()).hasSizeGreaterThan(30_000);
  }

  private static void assertDecisionIsWhole() {
    List<Decision> decisions = new ArrayList<>();
    read(TopicNames.DEFAULT.decisions())
        .forEach(record -> OutputReader.addDecision(record.value(), decisions));
    assertThat(decisions.get(0).grantIds()).hasSize(COMPLETIONS).doesNotHaveDuplicates();
    assertThat(decisions).hasSize(2);
  }

  /**
   * Sends one record exactly at the limit, one with a huge key and thousands of headers, and one of
   * random bytes.
   */
  private static void sendLargeBehaviors(KafkaProducer<byte[], byte[]> producer) throws Exception {
    send(producer, "behavior.comment", null, new byte[largest()]);
    assertThatThrownBy(() -> send(producer, "behavior.comment", null, new byte[largest() + 1]))
        .hasCauseInstanceOf(RecordTooLargeException.class);
    ProducerRecord<byte[], byte[]> hostile =
        new ProducerRecord<>("behavior.comment", new byte[2_000_000], new byte[820_000]);
    for (int i = 0; i < 5_000; i++) {
      hostile.headers().add("header-" + i, new byte[100]);
    }
    producer.send(hostile).get();
    send(producer, "behavior.comment", "u-7", "x".repeat(60_000).getBytes(UTF_8));
  }

  /** The bytes of the largest value that the broker accepts without a key. */
  private static int largest() {
    int value = BROKERS_LIMIT - DefaultRecordBatch.RECORD_BATCH_OVERHEAD;
    while (DefaultRecordBatch.RECORD_BATCH_OVERHEAD
            + DefaultRecord.sizeInBytes(0, 0, null, ByteBuffer.wrap(new byte[value]), new Header[0])
        > BROKERS_LIMIT) {
      value--;
    }
    return value;
  }

  /** A document of 19 KB with repeated fields, each with a long JSON pointer. */
  private static byte[] hostileDocument() {
    String open = ("{\"" + "n".repeat(98) + "\":").repeat(58);
    String repeated =
        IntStream.range(0, 230)
            .mapToObj(i -> "\"" + "r".repeat(40) + "\":1")
            .collect(Collectors.joining(","));
    return ("{\"taskId\":\"hostile\",\"version\":1,\"x\":"
            + open
            + "{"
            + repeated
            + "}"
            + "}".repeat(59))
        .getBytes(UTF_8);
  }

  private static byte[] event(String eventId, int amount) {
    return "{\"eventId\":\"%s\",\"userId\":\"u-7\",\"time\":\"2026-11-22T12:00:00Z\",\"attributes\":{\"amount\":%d}}"
        .formatted(eventId, amount)
        .getBytes(UTF_8);
  }

  private static JobClient start(JobRunner.Stages job) throws Exception {
    Configuration conf = new Configuration();
    conf.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(500));
    conf.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        WORKSPACE.folder("checkpoints").toUri().toString());
    conf.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(conf);
    env.setParallelism(1);
    job.addTo(
        env,
        RenwuConfig.load(
            Optional.empty(),
            Map.of(
                Options.KAFKA_BOOTSTRAP_SERVERS.key(), KAFKA.bootstrapServers(),
                Options.REDIS_URI.key(), REDIS.uri(),
                Options.COLLECTOR_BEHAVIORS.key(), "comment",
                Options.KAFKA_TOPIC_PARTITIONS.key(), "1",
                Options.QUEUE_DISCOVERY_INTERVAL.key(), "PT1S",
                Options.TASKS_DECISIONS.key(), "ALL"),
            Map.of()));
    return env.executeAsync();
  }

  private static void await(String topic, int records) {
    Await.until(
        records + " records in " + topic,
        PATIENCE,
        () -> read(topic).size(),
        size -> size == records);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    return TopicContents.read(KafkaAccess.of(KAFKA.bootstrapServers()), topic::equals);
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, String topic, String key, byte[] value)
      throws Exception {
    producer
        .send(new ProducerRecord<>(topic, key == null ? null : key.getBytes(UTF_8), value))
        .get();
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    Properties properties = client();
    properties.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "20000000");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Properties client() {
    Properties client = new Properties();
    client.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, KAFKA.bootstrapServers());
    return client;
  }

  private static NewTopic topic(String name, Map<String, String> settings) {
    return new NewTopic(name, Optional.of(1), Optional.empty()).configs(settings);
  }

  private static Map<String, String> small() {
    return Map.of("max.message.bytes", Integer.toString(SMALL_LIMIT));
  }
}
