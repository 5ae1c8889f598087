package io.renwu.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.source.RedisStreamsSource;
import io.renwu.connector.redis.streams.testing.NumbersJobs;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.engine.EngineSettings;
import io.renwu.function.DocumentFailures;
import io.renwu.function.FailureCounter;
import io.renwu.function.OutputRecord;
import io.renwu.function.OutputRecord.Output;
import io.renwu.function.PublishedRecord;
import io.renwu.function.QueuedEvent;
import io.renwu.function.RuleGate;
import io.renwu.function.TaskFunction;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.TopicNames;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import io.renwu.server.RedisServer;
import io.renwu.timeout.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The task job's own stages, with two poison records in their input. */
@Timeout(120)
class PoisonRecordIT {
  private static final int COMMENTS = 2_000;
  private static final int BAD_COMMENT = 700;
  private static final int RESTARTS = 2;

  /** The queue of published documents. */
  private static final String RULES = "rules";

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final StreamId COMMENT_STREAM = new StreamId("behavior.comment", 0);

  /** Its topic is shorter than the prefix of behavior topics, which the reader strips. */
  private static final StreamId STRAY_STREAM = new StreamId("stray", 0);

  private static final PublishedRecord BAD_DOCUMENT =
      new PublishedRecord(0, NOON.toEpochMilli(), null, null, null, null);

  private static final String TASK =
      """
      {"taskId": "first-comment", "version": 1,
       "objectives": [{"id": "comments", "behaviors": ["comment"], "target": 1}],
       "rewards": [{"rewardId": "points", "type": "POINTS", "amount": 10}]}\
      """;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @TempDir Path folder;

  @Test
  void becomesADeadLetterWithItsCauseAndTheJobContinues() throws Exception {
    try (RedisServer server = new RedisServer(folder, RedisServer.Fsync.ALWAYS)) {
      server.start();
      RedisAccess access = RedisAccess.of(server.uri(), "renwu");
      RenwuConfig config =
          RenwuConfig.load(
              Optional.empty(),
              Map.of(
                  Options.REDIS_URI.key(),
                  server.uri(),
                  Options.TASKS_POISON_RESTARTS.key(),
                  Integer.toString(RESTARTS),
                  Options.QUEUE_RETAIN_SPAN.key(),
                  "PT0S"),
              Map.of());
      try (RedisStreams redis = LettuceRedisStreams.connect(access)) {
        fill(redis);
        DocumentFailures documents = new RuleFailures(access, TopicNames.DEFAULT.rules(), RESTARTS);
        publish(server.uri());
        documents.count(BAD_DOCUMENT, new StackOverflowError());
        documents.count(BAD_DOCUMENT, new IllegalStateException("a bug before the gate"));
        FailureCounter failures = new JobParts(config).failureCounter();
        QueuedEvent bad =
            new QueuedEvent(
                Event.of("e", "u", "comment", NOON).build(),
                COMMENT_STREAM.partition(),
                StreamPosition.of(0, BAD_COMMENT));
        failures.count(bad, new IllegalStateException("a bug behind the key"));
        failures.count(bad, new IllegalStateException("a bug behind the key"));
        JobClient job = start(config, access, failures);
        Await.untilTrue(
            "all records to be processed",
            Duration.ofMinutes(1),
            () ->
                Collecting.keys(Output.GRANTS).size() == COMMENTS - 1
                    && Collecting.keys(Output.RULE_STATUS).size() == 2);
        Await.untilTrue(
            "the failures to be deleted",
            Duration.ofMinutes(1),
            () ->
                redis.readerMarks(COMMENT_STREAM).join().trimmed() > 0
                    && redis.readerMarks(STRAY_STREAM).join().trimmed() > 0
                    && redis.failures(COMMENT_STREAM).join().isEmpty()
                    && redis.failures(STRAY_STREAM).join().isEmpty());
        job.cancel().join();
      }
    }
    Map<String, byte[]> answers = Collecting.keys(Output.RULE_STATUS);
    String unnamed =
        answers.keySet().stream()
            .filter(key -> key.startsWith("null/null/"))
            .findAny()
            .orElseThrow();
    assertThat(answers).containsOnlyKeys(unnamed, "task-1/1");
    assertThat(new String(answers.get(unnamed), UTF_8))
        .contains("REJECTED", "failed by it 2 times", "IllegalStateException: a bug before");
    assertThat(new String(answers.get("task-1/1"), UTF_8)).contains("ACCEPTED");
    assertThat(Collecting.keys(Output.GRANTS).keySet()).doesNotContain("u-" + BAD_COMMENT);
    Map<String, byte[]> letters = Collecting.keys(Output.DEAD_LETTERS);
    assertThat(letters).containsOnlyKeys("stray/0/0", "behavior.comment/0/" + BAD_COMMENT);
    assertLetter(
        letters.get("stray/0/0"),
        "stray",
        "{}",
        "java.lang.StringIndexOutOfBoundsException: ",
        "io.renwu.function.BehaviorReader.read:");
    assertLetter(
        letters.get("behavior.comment/0/" + BAD_COMMENT),
        "behavior.comment",
        comment(BAD_COMMENT),
        "java.lang.IllegalStateException: a bug behind the key at ",
        PoisonRecordIT.class.getName());
  }

  private static void assertLetter(byte[] letter, String topic, String payload, String... detail)
      throws Exception {
    JsonNode json = new ObjectMapper().readTree(letter);
    assertThat(json.path("topic").asText()).isEqualTo(topic);
    assertThat(json.path("reason").asText()).isEqualTo("POISON");
    assertThat(new String(json.path("payload").binaryValue(), UTF_8)).isEqualTo(payload);
    assertThat(json.path("detail").asText())
        .startsWith("failed 2 times, last at ")
        .contains(detail);
  }

  private static String comment(int number) {
    return "{\"eventId\":\"e-%d\",\"userId\":\"u-%d\",\"time\":\"2026-11-22T12:00:00Z\"}"
        .formatted(number, number);
  }

  private static void fill(RedisStreams redis) {
    List<QueueRecord> comments = new ArrayList<>();
    for (int i = 0; i < COMMENTS; i++) {
      comments.add(
          new QueueRecord(COMMENT_STREAM, i, NOON.toEpochMilli(), comment(i).getBytes(UTF_8)));
    }
    append(redis, COMMENT_STREAM, comments);
    append(
        redis,
        STRAY_STREAM,
        List.of(new QueueRecord(STRAY_STREAM, 0, NOON.toEpochMilli(), "{}".getBytes(UTF_8))));
  }

  /** Publishes two documents, the first of which is poison. */
  private static void publish(String uri) {
    StreamId stream = new StreamId("documents", 0);
    List<QueueRecord> documents = new ArrayList<>();
    for (int offset = 0; offset < 2; offset++) {
      byte[] text = TASK.replace("first-comment", "task-" + offset).getBytes(UTF_8);
      documents.add(new QueueRecord(stream, offset, NOON.toEpochMilli(), text));
    }
    try (RedisStreams redis = LettuceRedisStreams.connect(RedisAccess.of(uri, RULES))) {
      append(redis, stream, documents);
    }
  }

  private static void append(RedisStreams redis, StreamId stream, List<QueueRecord> records) {
    redis.register(stream, "only").join();
    redis
        .append(
            stream,
            0,
            List.of(
                new StreamEntry(
                    StreamPosition.of(0, records.size() - 1),
                    Frame.encode(0, records, Compression.NONE))))
        .join();
  }

  private static JobClient start(RenwuConfig config, RedisAccess access, FailureCounter failures)
      throws Exception {
    MemoryCatalog catalog = new MemoryCatalog("poison");
    catalog.accept(List.of(TASK));
    StreamExecutionEnvironment env = NumbersJobs.environment(NumbersJobs.configuration(), 2);
    TaskTopology.build(
        env,
        new TaskTopology.Inputs(
            new JobParts(config).queueSource(),
            new JobParts(config).receiptClock(),
            RedisStreamsSource.<PublishedRecord>builder()
                .access(RedisAccess.of(access.uri(), RULES))
                .deserializer(new QueuedDocuments())
                .build()),
        failures,
        new RuleGate(
            catalog, new RuleFailures(access, TopicNames.DEFAULT.rules(), RESTARTS), COMMENTS),
        new TaskFunction(
            new EngineSettings(Duration.ofHours(1)), DecisionLevel.OFF, catalog, failures),
        new TaskTopology.Outputs(new Collecting(), new Collecting(), new Collecting()));
    return env.executeAsync("poison");
  }

  /** Keeps the last record of each key. */
  private static final class Collecting implements Sink<OutputRecord> {
    private static final long serialVersionUID = 1;
    private static final Map<Output, Map<String, byte[]>> RECORDS = new ConcurrentHashMap<>();

    static Map<String, byte[]> keys(Output output) {
      return RECORDS.computeIfAbsent(output, o -> new ConcurrentHashMap<>());
    }

    @Override
    public SinkWriter<OutputRecord> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        @Override
        public void write(OutputRecord record, Context context) {
          keys(record.output()).put(new String(record.key(), UTF_8), record.value());
        }

        @Override
        public void flush(boolean endOfInput) {
          // Nothing is buffered.
        }

        @Override
        public void close() {
          // There is nothing to close.
        }
      };
    }
  }
}
