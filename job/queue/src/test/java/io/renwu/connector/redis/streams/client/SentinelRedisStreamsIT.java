package io.renwu.connector.redis.streams.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class SentinelRedisStreamsIT extends RedisStreamsContract {
  @TempDir static Path folder;
  private static RedisSentinels servers;
  private RedisStreams redis;

  @BeforeAll
  static void startServers() {
    servers = RedisSentinels.start(folder);
  }

  @AfterAll
  static void stopServers() {
    servers.close();
  }

  @BeforeEach
  void connect(TestInfo test) {
    redis =
        LettuceRedisStreams.connect(servers.access(test.getDisplayName()), Duration.ofSeconds(5));
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
  void aBarrierCountsTheReplica() {
    Durability one = new Durability(1, false, Duration.ofSeconds(10));
    var result = redis.barrier(Map.of(STREAM, new WriterMark(0, 0)), one).join();
    assertThat(result.replicas()).isEqualTo(1);
  }

  @Test
  void theErrorNamesAnUnknownMaster() {
    RedisAccess other =
        RedisAccess.of(servers.access("x").uri().replace("/renwu", "/another"), "x");
    try (RedisStreams nowhere = LettuceRedisStreams.connect(other, Duration.ofSeconds(5))) {
      assertThatThrownBy(() -> nowhere.streams().join()).hasMessageContaining("another");
    }
  }

  @Test
  void reconnectsWhenTheServerIsAReplica() {
    try (RedisStreams direct =
            LettuceRedisStreams.connect(
                RedisAccess.of(servers.replica().uri(), "x"), Duration.ofSeconds(5));
        RedisAdmin admin = new RedisAdmin(servers.replica().port())) {
      assertThat(direct.highWater(STREAM).join()).isZero();
      String before = admin.info("total_connections_received");
      assertThatThrownBy(() -> direct.release(STREAM, 1, 0).join())
          .satisfies(
              e ->
                  assertThat(RedisStreamsException.reasonOf(e))
                      .isEqualTo(RedisStreamsException.Reason.NO_MASTER));
      assertThatThrownBy(() -> direct.release(STREAM, 1, 0).join())
          .satisfies(e -> assertThat(RedisStreamsException.isRefusal(e)).isFalse());
      assertThat(Integer.parseInt(admin.info("total_connections_received")))
          .isEqualTo(Integer.parseInt(before) + 1);
    }
  }
}
