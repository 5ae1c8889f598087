package io.renwu.connector.redis.streams.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.server.RedisServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FailureLedgerIT {
  private static final StreamId STREAM = new StreamId("numbers", 7);

  @TempDir Path folder;

  @Test
  void countsFailuresThatTheRecordMayHaveCaused() throws Exception {
    try (RedisServer server = new RedisServer(folder, RedisServer.Fsync.ALWAYS)) {
      server.start();
      RedisAccess access = RedisAccess.of(server.uri(), "q");
      FailureLedger ledger = InstantiationUtil.clone(new FailureLedger(access));
      ledger.count(STREAM, 12, new IllegalStateException("first"));
      ledger.count(STREAM, 12, new CancelTaskException());
      ledger.count(STREAM, 12, new StackOverflowError("last"));
      ledger.count(STREAM, 13, new io.lettuce.core.RedisException("gone"));
      try (RedisStreams redis = LettuceRedisStreams.connect(access)) {
        assertThat(redis.failures(STREAM).join()).containsOnlyKeys(12L);
        assertThat(redis.failures(STREAM).join().get(12L).count()).isEqualTo(2);
        assertThat(redis.failures(STREAM).join().get(12L).cause())
            .startsWith("java.lang.StackOverflowError: last at " + FailureLedgerIT.class.getName());
      }
    }
  }

  @Test
  void throwsNothingWithoutRedis() {
    RedisServer server = new RedisServer(folder, RedisServer.Fsync.ALWAYS);
    server.start();
    String uri = server.uri();
    server.close();
    FailureLedger ledger = new FailureLedger(RedisAccess.of(uri, "q"));
    assertThatCode(() -> ledger.count(STREAM, 12, new IllegalStateException()))
        .doesNotThrowAnyException();
  }

  /** A server that accepts connections and never answers. */
  @Test
  void waitsForABoundedTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      FailureLedger ledger =
          new FailureLedger(RedisAccess.of("redis://127.0.0.1:" + silent.getLocalPort(), "q"));
      assertThatCode(() -> ledger.count(STREAM, 12, new IllegalStateException()))
          .doesNotThrowAnyException();
    }
  }
}
