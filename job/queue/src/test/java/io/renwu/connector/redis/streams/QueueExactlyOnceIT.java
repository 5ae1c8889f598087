package io.renwu.connector.redis.streams;

import static io.renwu.connector.redis.streams.testing.NumbersJobs.PARTITIONS;
import static io.renwu.connector.redis.streams.testing.NumbersJobs.RECORDS;
import static io.renwu.connector.redis.streams.testing.NumbersJobs.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.ReaderMarks;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.testing.Committed;
import io.renwu.connector.redis.streams.testing.FailOnce;
import io.renwu.connector.redis.streams.testing.NumbersJobs;
import io.renwu.connector.redis.streams.testing.Seen;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.server.RedisServer;
import io.renwu.timeout.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records are processed exactly once through failures of the jobs, a task manager and Redis, and
 * through rescaling.
 */
@Timeout(180)
class QueueExactlyOnceIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

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
  void start() {
    server = new RedisServer(folder.resolve("redis"), RedisServer.Fsync.ALWAYS);
    server.start();
    access = RedisAccess.of(server.uri(), "q");
    redis = LettuceRedisStreams.connect(access);
  }

  @AfterEach
  void stop() {
    redis.close();
    server.close();
  }

  @Test
  void throughFailuresOfTheJobs(@InjectMiniCluster MiniCluster cluster) throws Exception {
    setRate(15_000);
    JobClient writer = NumbersJobs.write(access, new FailOnce<>("writer", RECORDS / 5));
    StreamExecutionEnvironment env = NumbersJobs.environment(NumbersJobs.configuration(), 2);
    MapFunction<Long, Long> failing = new FailOnce<>("reader", RECORDS / 5);
    collect(NumbersJobs.taken(env, access, Duration.ZERO, failing), "failures");
    JobClient reader = env.executeAsync("reader");

    awaitCollected("failures", RECORDS / 2);
    cluster.terminateTaskManager(0).join();
    cluster.startTaskManager();
    awaitCollected("failures", RECORDS);
    writer.getJobExecutionResult().join();
    assertThat(redis.status().join().orElse("")).contains("\"rate\":15000.0");
    reader.cancel().join();

    assertEachOnce(Committed.elements("failures"));
    assertThat(FailOnce.failures("writer")).isEqualTo(1);
    assertThat(FailOnce.failures("reader")).isEqualTo(1);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      ReaderMarks marks = redis.readerMarks(new StreamId(TOPIC, partition)).join();
      assertThat(marks.trimmed()).isPositive().isEqualTo(marks.taken());
    }
  }

  @Test
  void throughKillsOfRedis() throws Exception {
    setRate(15_000);
    JobClient writer = NumbersJobs.write(access, new Seen<>("written"));
    StreamExecutionEnvironment env = NumbersJobs.environment(NumbersJobs.configuration(), 2);
    collect(NumbersJobs.taken(env, access, Duration.ZERO, new Seen<>("taken")), "kills");
    JobClient reader = env.executeAsync("reader");

    Await.untilTrue("the writer to be half done", PATIENCE, () -> halfWritten());
    server.kill();
    server.start();
    for (int part = 1; part <= 3; part++) {
      awaitCollected("kills", part * RECORDS / 4);
      server.kill();
      server.start();
    }
    awaitCollected("kills", RECORDS);
    writer.getJobExecutionResult().join();
    reader.cancel().join();
    assertEachOnce(Committed.elements("kills"));
  }

  private boolean halfWritten() {
    return Seen.count("written") >= RECORDS / 2;
  }

  @Test
  void throughRescalingAndFromAnOlderSavepoint() throws Exception {
    NumbersJobs.write(access, new Seen<>("filled")).getJobExecutionResult().join();
    setRate(6_000);
    String older = readUntil("first", null, 1, RECORDS * 3 / 4);
    String rescaled = readUntil("second", older, 4, 3_000);
    readUntil("third", rescaled, 2, missingAfter("first", "second"));
    assertEachOnce(readBy("first", "second", "third"));

    ReaderMarks marks = redis.readerMarks(new StreamId(TOPIC, 0)).join();
    assertThat(marks.trimmed()).isPositive();
    assertThat(marks.taken()).isEqualTo(StreamPosition.of(0, RECORDS / PARTITIONS - 1));
    readUntil("again", older, 3, missingAfter("first"));
    assertEachOnce(readBy("first", "again"));
  }

  @Test
  void aSavepointFromBeforeTheTrimMarkIsRefused() throws Exception {
    NumbersJobs.write(access, new Seen<>("filled")).getJobExecutionResult().join();
    setRate(20_000);
    String older = readUntil("early", null, 1, RECORDS / 10);
    JobClient later = read("later", older, 2, Duration.ZERO);
    Await.untilTrue(
        "the savepoint's place to be trimmed",
        PATIENCE,
        () ->
            redis.readerMarks(new StreamId(TOPIC, 0)).join().trimmed() > RECORDS / PARTITIONS / 2);
    later.cancel().join();
    JobClient refused = read("refused", older, 1, Duration.ZERO);
    assertThatThrownBy(() -> refused.getJobExecutionResult().join())
        .hasStackTraceContaining("stream " + TOPIC + ":0 is to be read from")
        .hasStackTraceContaining("were trimmed or deleted");
    assertThat(readBy("refused")).doesNotContain(RECORDS / PARTITIONS - 1);
  }

  /** Runs the reading job until it has read that many records; returns its savepoint. */
  private String readUntil(String name, String savepoint, int parallelism, long more)
      throws Exception {
    JobClient reader = read(name, savepoint, parallelism, Duration.ofSeconds(10));
    Await.untilTrue(name + " to take " + more, PATIENCE, () -> Seen.count(name) >= more);
    return reader
        .stopWithSavepoint(
            false, folder.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
        .join();
  }

  private JobClient read(String name, String savepoint, int parallelism, Duration retained)
      throws Exception {
    Configuration configuration = NumbersJobs.configuration();
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env = NumbersJobs.environment(configuration, parallelism);
    NumbersJobs.taken(env, access, retained, new Seen<>(name))
        .sinkTo(new DiscardingSink<>())
        .uid("end");
    return env.executeAsync(name);
  }

  private static long missingAfter(String... names) {
    return RECORDS - readBy(names).size();
  }

  private static List<Long> readBy(String... names) {
    List<Long> numbers = new ArrayList<>();
    for (String name : names) {
      Seen.elements(name).forEach(element -> numbers.add((Long) element));
    }
    return numbers;
  }

  private void setRate(double perSecond) {
    RateDocument rate = RateDocument.of(1, perSecond, false, "test", "", "");
    redis.replaceControl(0, rate.toJson()).join();
  }

  private static void collect(SingleOutputStreamOperator<Long> numbers, String name) {
    numbers
        .map(new Committed<>(name, Types.LONG))
        .returns(Types.LONG)
        .uid("committed")
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>());
  }

  private static void awaitCollected(String name, long count) {
    Await.untilTrue(count + " numbers", PATIENCE, () -> Committed.count(name) >= count);
  }

  private static void assertEachOnce(List<Long> numbers) {
    assertThat(numbers.stream().sorted().toList())
        .isEqualTo(LongStream.range(0, RECORDS).boxed().toList());
  }
}
