package io.renwu.connector.redis.streams.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class ClusterRedisStreamsIT extends RedisStreamsContract {
  private static final StreamId STREAM = new StreamId("t", 0);

  private static final int MAX_IN_FLIGHT = 100;

  @TempDir static Path folder;
  private static RedisCluster cluster;
  private String prefix;
  private RedisStreams redis;

  @BeforeAll
  static void startCluster() {
    cluster = RedisCluster.start(folder);
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  @BeforeEach
  void connect(TestInfo test) {
    prefix = test.getDisplayName();
    redis = LettuceRedisStreams.connect(cluster.access(prefix), Duration.ofSeconds(5));
  }

  @AfterEach
  void disconnect() {
    redis.close();
  }

  @Override
  RedisStreams redis() {
    return redis;
  }

  private AppendResult append(long expected, long position) {
    StreamEntry entry = new StreamEntry(position, "frame".getBytes(UTF_8));
    return redis.append(STREAM, expected, List.of(entry)).join();
  }

  @Test
  void spreadsStreamsOverTheNodes() {
    long owners =
        IntStream.range(0, 20)
            .map(partition -> cluster.ownerOf(prefix, new StreamId("t", partition)))
            .distinct()
            .count();
    assertThat(owners).isEqualTo(3);
    for (int partition = 0; partition < 20; partition++) {
      StreamEntry entry = new StreamEntry(1, new byte[] {1});
      var result = redis.append(new StreamId("t", partition), 0, List.of(entry)).join();
      assertThat(result.status()).isEqualTo(AppendResult.Status.APPENDED);
    }
  }

  @Test
  void followsASlotThatMoved() {
    append(0, 5);
    cluster.moveSlot(prefix, STREAM);
    assertThat(append(5, 9).status()).isEqualTo(AppendResult.Status.APPENDED);
    assertThat(redis.read(STREAM, 0, 10).join()).hasSize(2);
  }

  @Test
  void followsASlotWhileItMoves() {
    append(0, 5);
    redis.release(STREAM, 5, 0).join();
    redis.barrier(Map.of(STREAM, new WriterMark(5, 5)), Durability.NONE).join();
    cluster.beginMove(new Keys(prefix).stream(STREAM));
    assertThat(append(5, 9).status()).isEqualTo(AppendResult.Status.APPENDED);
    cluster.moveKey(new Keys(prefix).stream(STREAM));
    assertMoving(() -> append(9, 12));
    assertThat(redis.read(STREAM, 0, 10).join()).hasSize(2);
    assertThat(redis.highWater(STREAM).join()).isEqualTo(9);
    for (String key : List.of(new Keys(prefix).endKeys(STREAM)).subList(1, 4)) {
      cluster.moveKey(key);
    }
    assertThat(redis.read(STREAM, 0, 10).join()).hasSize(2);
    assertThat(append(9, 12).status()).isEqualTo(AppendResult.Status.APPENDED);
    assertThat(redis.release(STREAM, 9, 9).join()).isEqualTo(2);
    cluster.endMove();
    assertThat(append(12, 20).status()).isEqualTo(AppendResult.Status.APPENDED);
    assertThat(redis.read(STREAM, 0, 10).join()).hasSize(2);
  }

  private static void assertMoving(ThrowingCallable command) {
    assertThatThrownBy(command)
        .satisfies(
            e ->
                assertThat(RedisStreamsException.reasonOf(e))
                    .isEqualTo(RedisStreamsException.Reason.MOVING));
  }

  @Test
  void keepsTheOrderOfCallsWhileTheSlotMoves() {
    String key = new Keys(prefix).rules();
    int version = 0;
    List<CompletableFuture<Boolean>> replaced = new ArrayList<>();
    for (int move = 0; move < 3; move++) {
      CompletableFuture<Void> moved = CompletableFuture.runAsync(() -> cluster.moveSlotOf(key));
      while (!moved.isDone() || version % 200 != 0) {
        if (version >= MAX_IN_FLIGHT) {
          assertThat(replaced.get(version - MAX_IN_FLIGHT).join()).isTrue();
        }
        String next = RateDocument.of(version + 1, null, false, "", "", "").toJson();
        replaced.add(redis.replaceControl(version++, next));
      }
      moved.join();
    }
    assertThat(replaced).allMatch(CompletableFuture::join);
  }

  @Test
  void aBarrierGoesToEveryNodeAndCountsItsReplicas() {
    Map<StreamId, WriterMark> marks = new HashMap<>();
    for (int partition = 0; partition < 20; partition++) {
      marks.put(new StreamId("t", partition), new WriterMark(0, 7));
    }
    Durability one = new Durability(1, false, Duration.ofMillis(100));
    BarrierResult result = redis.barrier(marks, one).join();
    assertThat(result.ends()).containsOnlyKeys(marks.keySet());
    assertThat(result.replicas()).isZero();
    assertThat(redis.writerPosition(STREAM).join().seen()).isEqualTo(7);
  }

  @Test
  void namesTheMistakeInTheAddressOfASingleServer() {
    int owner = cluster.ownerOf(prefix, STREAM);
    RedisAccess one = RedisAccess.of("redis://127.0.0.1:" + cluster.port((owner + 1) % 3), prefix);
    try (RedisStreams single = LettuceRedisStreams.connect(one)) {
      assertThatThrownBy(() -> single.highWater(STREAM).join())
          .hasMessageContaining("expected redis-cluster://")
          .satisfies(e -> assertThat(RedisStreamsException.isRefusal(e)).isTrue());
    }
  }
}
