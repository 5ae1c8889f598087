package io.renwu.connector.redis.streams.sink;

import static io.renwu.connector.redis.streams.sink.WriterHarness.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.client.Durability;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.testing.ManualMailbox;
import io.renwu.connector.redis.streams.testing.QueueContents;
import io.renwu.connector.redis.streams.testing.RealTimers;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.server.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisStreamsWriterIT {
  private static final int RECORDS = 60_000;

  private static final SinkSettings ON_DISK =
      new SinkSettings(
          10,
          1000,
          Duration.ofMillis(20),
          Compression.NONE,
          1 << 20,
          Duration.ofSeconds(30),
          new Durability(0, true, Duration.ofSeconds(10)));

  @TempDir Path folder;

  /** Two writers append the same records while the server is killed and restarted. */
  @Test
  void killsOfTheServerLoseAndDuplicateNothing() throws Exception {
    try (RedisServer server = new RedisServer(folder, RedisServer.Fsync.ALWAYS);
        RedisStreams redis = LettuceRedisStreams.connect(access(server))) {
      server.start();
      CompletableFuture<Void> first = CompletableFuture.runAsync(() -> writeAll(server));
      CompletableFuture<Void> second = CompletableFuture.runAsync(() -> writeAll(server));
      int kills = 0;
      while (!first.isDone() || !second.isDone()) {
        if (kills < 3 && appended(redis) > kills * RECORDS / 4) {
          server.kill();
          kills++;
          server.start();
        }
        LockSupport.parkNanos(1_000_000);
      }
      CompletableFuture.allOf(first, second).join();
      assertThat(kills).isEqualTo(3);
      List<Long> offsets = QueueContents.offsets(redis, STREAM);
      assertThat(offsets).isEqualTo(LongStream.range(0, RECORDS).boxed().toList());
    }
  }

  /** Redis confirms its append-only file since 7.2. */
  @Test
  void aCheckpointWaitsForTheAppendOnlyFileOrTheServerIsRefused() throws Exception {
    ManualMailbox mailbox = new ManualMailbox();
    try (RedisServer server = RedisServer.startNew(folder, RedisServer.Fsync.EVERY_SECOND);
        RedisStreams redis = LettuceRedisStreams.connect(access(server));
        RealTimers timers = new RealTimers(mailbox);
        RedisStreamsWriter<QueueRecord> writer =
            WriterHarness.writer(
                LettuceRedisStreams.connect(access(server)), ON_DISK, mailbox, timers)) {
      ThrowingCallable checkpoint =
          () -> {
            writer.write(WriterHarness.record(STREAM, 0), null);
            writer.flush(false);
          };
      if (redis.serverInfo().join().isAtLeast(7, 2)) {
        assertThatCode(checkpoint).doesNotThrowAnyException();
        assertThat(QueueContents.offsets(redis, STREAM)).containsExactly(0L);
      } else {
        assertThatThrownBy(checkpoint).rootCause().hasMessageContaining("needs 7.2");
      }
    }
  }

  private static RedisAccess access(RedisServer server) {
    return RedisAccess.of(server.uri(), "kill");
  }

  private static long appended(RedisStreams redis) {
    return redis.highWater(STREAM).exceptionally(failure -> 0L).join();
  }

  private static void writeAll(RedisServer server) {
    ManualMailbox mailbox = new ManualMailbox();
    try (RealTimers timers = new RealTimers(mailbox);
        RedisStreamsWriter<QueueRecord> writer =
            WriterHarness.writer(
                LettuceRedisStreams.connect(access(server)),
                WriterHarness.SETTINGS,
                mailbox,
                timers)) {
      for (int offset = 0; offset < RECORDS; offset++) {
        writer.write(WriterHarness.record(STREAM, offset), null);
        mailbox.tryYield();
        if (offset % 2_000 == 0) {
          writer.flush(false);
        }
      }
      writer.flush(false);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
