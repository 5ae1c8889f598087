package io.renwu.connector.redis.streams.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.connector.redis.streams.transport.RedisCredentials;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import io.renwu.server.RawRedis;
import io.renwu.server.RedisServer;
import io.renwu.timeout.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class LettuceRedisStreamsIT extends RedisStreamsContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final StreamId STREAM = new StreamId("t", 0);

  @TempDir static Path folder;
  private static RedisServer server;
  private RedisStreams redis;

  @BeforeAll
  static void startServer() {
    server = new RedisServer(folder, RedisServer.Fsync.ALWAYS);
    server.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void connect(TestInfo test) {
    redis =
        LettuceRedisStreams.connect(
            RedisAccess.of(server.uri(), test.getDisplayName()), Duration.ofSeconds(5));
  }

  @AfterEach
  void disconnect() {
    redis.close();
  }

  @Override
  RedisStreams redis() {
    return redis;
  }

  @Test
  void commandsInFlightFailWhenTheServerDiesAndAreNeverResent() {
    redis.append(STREAM, 0, List.of(new StreamEntry(1, new byte[] {1}))).join();
    List<CompletableFuture<Boolean>> inFlight = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String document = RateDocument.of(i + 1, null, false, "", "", "").toJson();
      inFlight.add(redis.replaceControl(i, document));
    }
    server.kill();
    CompletableFuture<?> all = CompletableFuture.allOf(inFlight.toArray(CompletableFuture[]::new));
    assertThat(all.handle((value, failure) -> true).orTimeout(20, TimeUnit.SECONDS).join())
        .isTrue();
    server.start();

    long answered = inFlight.stream().filter(f -> !f.isCompletedExceptionally()).count();
    long afterRestart = version();
    assertThat(afterRestart).isGreaterThanOrEqualTo(answered);
    for (int i = 0; i < 50; i++) {
      assertThat(version()).isEqualTo(afterRestart);
    }
    assertThat(redis.highWater(STREAM).join()).isEqualTo(1);
  }

  private void delete(String key) {
    RawRedis.call(server.uri(), "DEL", key);
  }

  @Test
  void theLastIdOfTheStreamReplacesALostMark(TestInfo test) {
    redis.append(STREAM, 0, List.of(new StreamEntry(7, new byte[] {1}))).join();
    redis.release(STREAM, 7, 7).join();
    delete(test.getDisplayName() + ":{t:0}:h");
    assertThat(redis.writerPosition(STREAM).join()).isEqualTo(new WriterPosition(7, 0));
    assertThat(redis.append(STREAM, 7, List.of(new StreamEntry(8, new byte[] {1}))).join().status())
        .isEqualTo(AppendResult.Status.APPENDED);
  }

  @Test
  void lostEntriesMoveTheEndToThePositionTaken(TestInfo test) {
    redis
        .append(
            STREAM,
            0,
            List.of(new StreamEntry(7, new byte[] {1}), new StreamEntry(20, new byte[] {1})))
        .join();
    redis.barrier(Map.of(STREAM, new WriterMark(20, 25)), Durability.NONE).join();
    redis.release(STREAM, 9, 0).join();
    delete(test.getDisplayName() + ":{t:0}:s");
    assertThat(redis.writerPosition(STREAM).join()).isEqualTo(new WriterPosition(9, 0));
    List<StreamEntry> next = List.of(new StreamEntry(12, new byte[] {1}));
    assertThat(redis.append(STREAM, 20, next).join().status())
        .isEqualTo(AppendResult.Status.MISMATCH);
    assertThat(redis.append(STREAM, 9, next).join().status())
        .isEqualTo(AppendResult.Status.APPENDED);
    assertThat(redis.writerPosition(STREAM).join()).isEqualTo(new WriterPosition(12, 0));
    assertThat(redis.readerMarks(STREAM).join()).isEqualTo(new ReaderMarks(9, 9));
  }

  @Test
  void aFullServerStillReleasesAndCompletesBarriers() {
    redis.append(STREAM, 0, List.of(new StreamEntry(7, new byte[200_000]))).join();
    RawRedis.call(server.uri(), "CONFIG", "SET", "maxmemory", "1");
    try {
      AppendResult refused =
          redis.append(STREAM, 7, List.of(new StreamEntry(8, new byte[10]))).join();
      assertThat(refused.highWater()).isEqualTo(7);
      assertThat(RedisStreamsException.answered(refused.error(), null).reason())
          .isEqualTo(RedisStreamsException.Reason.FULL);
      redis.barrier(Map.of(STREAM, new WriterMark(7, 9)), Durability.NONE).join();
      assertThat(redis.release(STREAM, 7, 7).join()).isEqualTo(1);
    } finally {
      RawRedis.call(server.uri(), "CONFIG", "SET", "maxmemory", "0");
    }
    assertThat(redis.writerPosition(STREAM).join()).isEqualTo(new WriterPosition(7, 9));
  }

  @Test
  void countsNoReplicaWhereThereIsNone() {
    Durability one = new Durability(1, false, Duration.ofMillis(30));
    BarrierResult result = redis.barrier(Map.of(STREAM, new WriterMark(0, 5)), one).join();
    assertThat(result.replicas()).isZero();
    assertThat(redis.writerPosition(STREAM).join()).isEqualTo(new WriterPosition(0, 5));
  }

  @Test
  void countsTheReplicasThatHaveEverything(@TempDir Path other) {
    try (RedisServer replica = new RedisServer(other, RedisServer.Fsync.ALWAYS)) {
      replica.start();
      RawRedis.call(replica.uri(), "REPLICAOF", "127.0.0.1", Integer.toString(server.port()));
      redis.append(STREAM, 0, List.of(new StreamEntry(7, new byte[] {1}))).join();
      Durability one = new Durability(1, false, Duration.ofSeconds(20));
      Map<StreamId, WriterMark> marks =
          Map.of(STREAM, new WriterMark(7, 7), new StreamId("t", 1), new WriterMark(0, 4));
      BarrierResult result = redis.barrier(marks, one).join();
      assertThat(result.replicas()).isEqualTo(1);
      assertThat(result.ends()).containsEntry(STREAM, 7L).hasSize(2);
    }
  }

  private long version() {
    return redis
        .control()
        .exceptionallyCompose(failure -> redis.control())
        .join()
        .map(document -> RateDocument.parse(document).version())
        .orElse(0L);
  }

  @Test
  void distinguishesARefusalFromAMissingServer() {
    try (RedisStreams wrong =
        LettuceRedisStreams.connect(
            new RedisAccess(
                server.uri(), "tells", () -> new RedisCredentials("nobody", "nothing")))) {
      assertThatThrownBy(() -> streamsWithOneRetry(wrong))
          .satisfies(e -> assertThat(RedisStreamsException.isRefusal(e)).isTrue());
    }
    server.kill();
    assertThatThrownBy(() -> redis.streams().join())
        .satisfies(e -> assertThat(RedisStreamsException.isRefusal(e)).isFalse());
    server.start();
    assertThat(redis.streams().join()).isEmpty();
  }

  /**
   * A refused connection may be closed before the refusal is read; the next command fails with it.
   */
  private static void streamsWithOneRetry(RedisStreams client) {
    client.streams().exceptionallyCompose(failure -> client.streams()).join();
  }

  @Test
  void leavesNoThreadsBehind() {
    Set<Thread> before = threads();
    RedisStreams client = LettuceRedisStreams.connect(RedisAccess.of(server.uri(), "threads"));
    client.streams().join();
    assertThat(newThreads(before)).isNotEmpty();
    client.close();
    // The last threads of a pool end shortly after its shutdown.
    Await.until("the client's threads to end", PATIENCE, () -> newThreads(before), Set::isEmpty);
  }

  private static Set<Thread> newThreads(Set<Thread> before) {
    Set<Thread> left = threads();
    left.removeAll(before);
    return left;
  }

  private static Set<Thread> threads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().startsWith("lettuce"));
    return threads;
  }
}
