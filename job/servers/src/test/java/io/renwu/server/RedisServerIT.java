package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.renwu.timeout.ServerException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RedisServerIT {
  private static final int ENTRIES = 500;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void keepsItsEntriesAfterAKill(RedisServer.Fsync fsync) {
    try (RedisServer redis = new RedisServer(folder.resolve("redis"), fsync)) {
      redis.start();
      try (RedisClient client = RedisClient.create(redis.uri());
          StatefulRedisConnection<String, String> connection = client.connect()) {
        for (int i = 1; i <= ENTRIES; i++) {
          connection.sync().xadd("numbers", Map.of("n", Integer.toString(i)));
        }
        assertThat(connection.sync().configGet("maxmemory-policy", "appendonly"))
            .containsEntry("maxmemory-policy", "noeviction")
            .containsEntry("appendonly", "yes");
      }

      redis.kill();
      assertThat(redis.isAlive()).isFalse();
      redis.start();

      assertThat(length(redis)).isEqualTo(ENTRIES);
      redis.restart();
      assertThat(length(redis)).isEqualTo(ENTRIES);
    }
  }

  @Test
  void aFailedStartShowsTheLog() {
    try (RedisServer redis =
        new RedisServer(
            folder.resolve("redis"), RedisServer.Fsync.ALWAYS, Map.of("no-such-setting", "1"))) {
      assertThatThrownBy(redis::start)
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("redis ended with exit code 1")
          .hasMessageContaining("no-such-setting");
    }
  }

  private static long length(RedisServer redis) {
    try (RedisClient client = RedisClient.create(redis.uri());
        StatefulRedisConnection<String, String> connection = client.connect()) {
      RedisCommands<String, String> commands = connection.sync();
      return commands.xlen("numbers");
    }
  }
}
