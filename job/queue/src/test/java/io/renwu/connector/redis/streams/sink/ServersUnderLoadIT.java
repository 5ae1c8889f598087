package io.renwu.connector.redis.streams.sink;

import static io.renwu.connector.redis.streams.sink.WriterHarness.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisCluster;
import io.renwu.connector.redis.streams.client.RedisSentinels;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.testing.ManualMailbox;
import io.renwu.connector.redis.streams.testing.QueueContents;
import io.renwu.connector.redis.streams.testing.RealTimers;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two writers append the same records while the servers change: none is lost or duplicated. */
class ServersUnderLoadIT {
  private static final int RECORDS = 60_000;
  private static final String PREFIX = "load";

  @TempDir Path folder;

  @Test
  void theSlotMovesThreeTimes() {
    try (RedisCluster cluster = RedisCluster.start(folder)) {
      int owner = cluster.ownerOf(PREFIX, STREAM);
      writeWhile(cluster.access(PREFIX), 3, () -> cluster.moveSlot(PREFIX, STREAM));
      assertThat(cluster.ownerOf(PREFIX, STREAM)).isEqualTo(owner);
    }
  }

  @Test
  void theMasterIsKilledAndItsReplicaPromoted() {
    try (RedisSentinels servers = RedisSentinels.start(folder)) {
      writeWhile(servers.access(PREFIX), 1, servers::killMaster);
    }
  }

  private static void writeWhile(RedisAccess access, int times, Runnable change) {
    try (RedisStreams redis = LettuceRedisStreams.connect(access)) {
      CompletableFuture<Void> first = CompletableFuture.runAsync(() -> writeAll(access));
      CompletableFuture<Void> second = CompletableFuture.runAsync(() -> writeAll(access));
      int changes = 0;
      while (!first.isDone() || !second.isDone()) {
        if (changes < times && appended(redis) > (changes + 1) * RECORDS / (times + 2)) {
          change.run();
          changes++;
        }
        LockSupport.parkNanos(1_000_000);
      }
      CompletableFuture.allOf(first, second).join();
      assertThat(changes).isEqualTo(times);
      List<Long> offsets = QueueContents.offsets(redis, STREAM);
      assertThat(offsets).isEqualTo(LongStream.range(0, RECORDS).boxed().toList());
    }
  }

  private static long appended(RedisStreams redis) {
    return redis.highWater(STREAM).exceptionally(failure -> 0L).join();
  }

  private static void writeAll(RedisAccess access) {
    ManualMailbox mailbox = new ManualMailbox();
    try (RealTimers timers = new RealTimers(mailbox);
        RedisStreamsWriter<QueueRecord> writer =
            WriterHarness.writer(
                LettuceRedisStreams.connect(access), WriterHarness.SETTINGS, mailbox, timers)) {
      for (int offset = 0; offset < RECORDS; offset++) {
        writer.write(WriterHarness.record(STREAM, offset), null);
        mailbox.tryYield();
        if (offset % 1_000 == 0) {
          writer.flush(false);
        }
      }
      writer.flush(false);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
