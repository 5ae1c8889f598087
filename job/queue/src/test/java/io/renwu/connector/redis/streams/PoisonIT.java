package io.renwu.connector.redis.streams;

import static io.renwu.connector.redis.streams.testing.NumbersJobs.PARTITIONS;
import static io.renwu.connector.redis.streams.testing.NumbersJobs.RECORDS;
import static io.renwu.connector.redis.streams.testing.NumbersJobs.TOPIC;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RecordFailures;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.failure.FailureLedger;
import io.renwu.connector.redis.streams.source.RedisStreamsSource;
import io.renwu.connector.redis.streams.source.config.PoisonPolicy;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.config.StartPosition;
import io.renwu.connector.redis.streams.testing.Committed;
import io.renwu.connector.redis.streams.testing.NumbersJobs;
import io.renwu.connector.redis.streams.testing.Seen;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.server.RedisServer;
import io.renwu.timeout.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job over a keyed stream of numbers: one number always fails, and the next one of its key fails
 * once.
 */
@Timeout(180)
class PoisonIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration RETAIN_ALL = Duration.ofDays(1);
  private static final long KEYS = 7;
  private static final long POISON = 5_000;
  private static final long ONCE = POISON + KEYS;
  private static final long NONE = -1;
  private static final StreamId STREAM = new StreamId(TOPIC, 0);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir Path folder;
  private RedisServer server;
  private RedisAccess access;
  private RedisStreams redis;

  @BeforeEach
  void start() throws Exception {
    server = new RedisServer(folder.resolve("redis"), RedisServer.Fsync.ALWAYS);
    server.start();
    access = RedisAccess.of(server.uri(), "q");
    redis = LettuceRedisStreams.connect(access);
    NumbersJobs.write(access, new Seen<>("poison-filled")).getJobExecutionResult().join();
  }

  @AfterEach
  void stop() {
    redis.close();
    server.close();
  }

  @Test
  void isGivenUpAfterTheLimitAndStaysGivenUp(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    List<String> first = readAll("first", ONCE, RETAIN_ALL, cluster);
    assertEachOnce(first);
    assertThat(Failing.failures("first", POISON)).isEqualTo(2);
    assertThat(Failing.failures("first", ONCE)).isEqualTo(1);
    Map<Long, RecordFailures> failures = redis.failures(STREAM).join();
    assertThat(failures).containsOnlyKeys(position(POISON), position(ONCE));
    assertThat(failures.get(position(POISON)).count()).isEqualTo(2);
    assertThat(failures.get(position(ONCE)).count()).isEqualTo(1);
    assertThat(redis.failures(new StreamId(TOPIC, 1)).join()).isEmpty();

    List<String> again = readAll("again", NONE, Duration.ZERO, cluster);
    assertEachOnce(again);
    assertThat(Failing.failures("again", POISON)).isZero();
    assertThat(redis.failures(STREAM).join()).isEmpty();
  }

  private static long position(long number) {
    return StreamPosition.of(0, number);
  }

  /**
   * Everything that a job reads from the beginning of the queue while a task manager dies. Without
   * a retained span it waits until the streams are trimmed.
   */
  private List<String> readAll(String name, long once, Duration retained, MiniCluster cluster)
      throws Exception {
    StreamExecutionEnvironment env = NumbersJobs.environment(NumbersJobs.configuration(), 2);
    PoisonPolicy<Tuple3<Long, Long, String>> policy = new PoisonPolicy<>(2, PoisonIT::givenUp);
    String collected = "poison-" + name;
    processed(env, policy, retained, new Failing(name, once, new FailureLedger(access)))
        .map(new Committed<>(collected, Types.STRING))
        .returns(Types.STRING)
        .uid("committed")
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>());
    JobClient job = env.executeAsync(name);
    Await.untilTrue(
        "half of the records", PATIENCE, () -> Committed.count(collected) >= RECORDS / 2);
    cluster.terminateTaskManager(0).join();
    cluster.startTaskManager();
    Await.untilTrue("all records", PATIENCE, () -> Committed.count(collected) >= RECORDS);
    if (retained.isZero()) {
      Await.untilTrue(
          "the streams to be trimmed",
          PATIENCE,
          () -> redis.readerMarks(STREAM).join().trimmed() >= position(RECORDS / PARTITIONS - 1));
    }
    job.cancel().join();
    return Committed.elements(collected);
  }

  private static Tuple3<Long, Long, String> givenUp(QueueRecord record, RecordFailures failures) {
    return Tuple3.of(number(record), 0L, failures.count() + " times: " + failures.cause());
  }

  private static void assertEachOnce(List<String> results) {
    List<String> givenUp = results.stream().filter(text -> text.startsWith("given up")).toList();
    assertThat(givenUp)
        .singleElement()
        .asString()
        .startsWith(
            "given up "
                + POISON
                + ", 2 times: java.lang.IllegalStateException: told to fail: "
                + POISON
                + " at "
                + Failing.class.getName());
    assertThat(
            results.stream()
                .filter(text -> !givenUp.contains(text))
                .map(Long::valueOf)
                .sorted()
                .toList())
        .isEqualTo(
            LongStream.range(0, RECORDS).filter(number -> number != POISON).boxed().toList());
  }

  @Test
  void isRetriedForeverUnderThePolicyNever() throws Exception {
    StreamExecutionEnvironment env = NumbersJobs.environment(NumbersJobs.configuration(), 2);
    processed(env, PoisonPolicy.never(), Duration.ZERO, new Failing("never", ONCE, null))
        .map(new Seen<>("never"))
        .returns(Types.STRING)
        .sinkTo(new DiscardingSink<>());
    JobClient job = env.executeAsync("never");
    Await.untilTrue("many failures", PATIENCE, () -> Failing.failures("never", POISON) >= 6);
    job.cancel().join();
    assertThat(Seen.elements("never"))
        .isNotEmpty()
        .noneMatch(element -> ((String) element).startsWith("given up"))
        .doesNotContain(Long.toString(POISON), Long.toString(ONCE));
    assertThat(redis.failures(STREAM).join()).isEmpty();
  }

  private SingleOutputStreamOperator<String> processed(
      StreamExecutionEnvironment env,
      PoisonPolicy<Tuple3<Long, Long, String>> policy,
      Duration retained,
      Failing failing) {
    RedisStreamsSource<Tuple3<Long, Long, String>> source =
        RedisStreamsSource.<Tuple3<Long, Long, String>>builder()
            .access(access)
            .deserializer(new PositionedNumbers())
            .poison(policy)
            .settings(
                new SourceSettings(
                    StartPosition.EARLIEST,
                    retained,
                    Duration.ofMillis(200),
                    Duration.ofMillis(50),
                    ReaderRate.OFF,
                    Duration.ZERO,
                    16 << 20))
            .build();
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), "queue")
        .uid("queue")
        .keyBy(element -> element.f0 % KEYS, Types.LONG)
        .process(failing)
        .returns(Types.STRING)
        .uid("failing");
  }

  private static long number(QueueRecord record) {
    return Long.parseLong(new String(record.value(), UTF_8));
  }

  /** Produces the number, its position and the reason for giving it up, else an empty text. */
  private static final class PositionedNumbers
      implements QueueDeserializer<Tuple3<Long, Long, String>> {
    private static final long serialVersionUID = 1;

    @Override
    public Tuple3<Long, Long, String> deserialize(QueueRecord record) {
      throw new IllegalStateException("asked without a position");
    }

    @Override
    public Tuple3<Long, Long, String> deserialize(QueueRecord record, long position) {
      return Tuple3.of(number(record), position, "");
    }

    @Override
    public long eventTimeMillis(Tuple3<Long, Long, String> element) {
      return element.f0;
    }

    @Override
    public TypeInformation<Tuple3<Long, Long, String>> getProducedType() {
      return Types.TUPLE(Types.LONG, Types.LONG, Types.STRING);
    }
  }

  /** Fails for the chosen numbers and counts the failures in the ledger. */
  private static final class Failing
      extends KeyedProcessFunction<Long, Tuple3<Long, Long, String>, String> {
    private static final long serialVersionUID = 1;
    private static final Map<String, Integer> FAILURES = new ConcurrentHashMap<>();

    private final String name;
    private final long once;
    private final FailureLedger ledger;

    Failing(String name, long once, FailureLedger ledger) {
      this.name = name;
      this.once = once;
      this.ledger = ledger;
    }

    static int failures(String name, long number) {
      return FAILURES.getOrDefault(name + number, 0);
    }

    @Override
    public void processElement(
        Tuple3<Long, Long, String> element, Context context, Collector<String> out) {
      if (!element.f2.isEmpty()) {
        out.collect("given up " + element.f0 + ", " + element.f2);
        return;
      }
      try {
        process(element.f0);
      } catch (Throwable failure) {
        if (ledger != null) {
          ledger.count(STREAM, element.f1, failure);
        }
        throw failure;
      }
      out.collect(element.f0.toString());
    }

    private void process(long number) {
      if (number == POISON || (number == once && failures(name, number) == 0)) {
        FAILURES.merge(name + number, 1, Integer::sum);
        throw new IllegalStateException("told to fail: " + number);
      }
    }
  }
}
