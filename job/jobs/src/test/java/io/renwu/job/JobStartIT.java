package io.renwu.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.client.Durability;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.Ports;
import io.renwu.server.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobStartIT {
  @TempDir Path folder;

  private RedisServer server(Map<String, String> overrides) {
    RedisServer server = new RedisServer(folder, RedisServer.Fsync.EVERY_SECOND, overrides);
    server.start();
    return server;
  }

  private static void assertRefused(String uri, String... words) {
    RenwuConfig config =
        RenwuConfig.load(Optional.empty(), Map.of(Options.REDIS_URI.key(), uri), Map.of());
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.enableCheckpointing(1_000);
    assertRefused(() -> CollectorJob.define(env, config), words);
    assertRefused(() -> TaskJob.define(env, config), words);
  }

  private static void assertRefused(ThrowingCallable define, String... words) {
    assertThatThrownBy(define).isInstanceOf(IOException.class).hasMessageContainingAll(words);
  }

  @Test
  void bothJobsRefuseAServerThatDropsRecords() {
    try (RedisServer server = server(Map.of("maxmemory-policy", "allkeys-lru"))) {
      assertRefused(server.uri(), server.uri(), "allkeys-lru", "set it to noeviction");
    }
  }

  @Test
  void bothJobsRefuseAServerThatDoesNotAnswer() {
    String uri = "redis://127.0.0.1:" + Ports.free();
    assertRefused(uri, uri, "Connection refused", "redis.uri");
  }

  @Test
  void bothJobsRefuseToRunWithoutCheckpoints() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    RenwuConfig config = RenwuConfig.defaults();
    assertRefused(() -> CollectorJob.define(env, config), "execution.checkpointing.interval");
    assertRefused(() -> TaskJob.define(env, config), "execution.checkpointing.interval");
  }

  @Test
  void warnsAboutDataThatARestartLoses() throws IOException {
    try (RedisServer server = server(Map.of("appendonly", "no"))) {
      assertThat(QueueServer.check(RedisAccess.of(server.uri(), "q"), Durability.NONE))
          .singleElement()
          .asString()
          .contains("appendonly is off");
    }
  }

  @Test
  void acceptsAGoodServerWithoutWarnings() throws IOException {
    try (RedisServer server = server(Map.of())) {
      assertThat(QueueServer.check(RedisAccess.of(server.uri(), "q"), Durability.NONE)).isEmpty();
    }
  }
}
