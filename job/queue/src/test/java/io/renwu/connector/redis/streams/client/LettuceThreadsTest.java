package io.renwu.connector.redis.streams.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Flink may make an enumerator and forget it: what it holds until it starts must not stay. */
class LettuceThreadsTest {
  @Test
  void aClientHasNoThreadsBeforeItsFirstCommand() throws Exception {
    ThreadGroup group = new ThreadGroup("client");
    RedisStreams[] made = new RedisStreams[1];
    Thread maker =
        new Thread(
            group,
            () ->
                made[0] =
                    LettuceRedisStreams.connect(RedisAccess.of("redis://127.0.0.1:1", "renwu")));
    maker.start();
    maker.join();
    assertThat(group.activeCount()).isZero();
    made[0].close();
    assertThat(made[0].streams())
        .failsWithin(Duration.ofMinutes(1))
        .withThrowableThat()
        .withMessageContaining("the client is closed");
  }
}
