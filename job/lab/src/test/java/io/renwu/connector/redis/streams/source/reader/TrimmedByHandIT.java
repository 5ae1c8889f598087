package io.renwu.connector.redis.streams.source.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.renwu.cli.CliContext;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisAdmin;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.lab.Renwu;
import io.renwu.server.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores readers of a stream that was trimmed by hand. */
class TrimmedByHandIT {
  private static final StreamId STREAM = new StreamId("a", 0);

  @TempDir Path folder;

  @Test
  void readerBeforeTheTrimFailsAndReaderAtTheTrimContinues() {
    try (RedisServer server = RedisServer.startNew(folder, RedisServer.Fsync.ALWAYS);
        RedisStreams redis = LettuceRedisStreams.connect(RedisAccess.of(server.uri(), "renwu"))) {
      redis.register(STREAM, "-").join();
      for (int offset = 0; offset < 6; offset += 2) {
        ReaderHarness.append(redis, STREAM, offset, offset, offset + 1);
      }
      redis.release(STREAM, StreamPosition.of(0, 4), 0).join();
      trim(server);
      try (ReaderHarness before = restored(server, StreamPosition.of(0, 2))) {
        assertThat(catchThrowable(() -> runUntil(before, 1)))
            .rootCause()
            .isInstanceOf(EntriesMissingException.class)
            .hasMessageContaining("a:0")
            .hasMessageContaining("offset 2")
            .hasMessageContaining("offset 3");
        assertThat(before.output.elements).isEmpty();
      }
      try (ReaderHarness behind = restored(server, StreamPosition.of(0, 3))) {
        runUntil(behind, 2);
        assertThat(behind.output.elements).containsExactly("a:0@4=4", "a:0@5=5");
      }
    }
  }

  private void trim(RedisServer server) {
    int exitCode =
        Renwu.commandLine(new CliContext(Map.of(), folder, folder, "somebody"))
            .execute(
                "queue",
                "trim",
                STREAM.toString(),
                "--up-to",
                "3",
                "--yes",
                "--redis.uri",
                server.uri());
    assertThat(exitCode).isZero();
  }

  private static ReaderHarness restored(RedisServer server, long position) {
    ReaderHarness harness =
        new ReaderHarness(
            LettuceRedisStreams.connect(RedisAccess.of(server.uri(), "renwu")),
            Duration.ofHours(1),
            ReaderRate.OFF);
    harness.assign(STREAM, position);
    return harness;
  }

  private static void runUntil(ReaderHarness harness, int elements) {
    RedisAdmin.await(
        elements + " elements",
        () -> {
          try {
            harness.run(1);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return harness.output.elements.size() >= elements;
        });
  }
}
