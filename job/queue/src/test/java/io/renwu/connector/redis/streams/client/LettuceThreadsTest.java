package io.renwu.connector.redis.streams.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Flink may create an enumerator and never start or close it, so a client must not hold threads
 * before its first command.
 */
class LettuceThreadsTest {
  @Test
  void aClientHasNoThreadsBeforeItsFirstCommand() throws Exception {
    ThreadGroup group = new ThreadGroup("client");
    RedisStreams[] created = new RedisStreams[1];
    Thread creator =
        new Thread(
            group,
            () ->
                created[0] =
                    LettuceRedisStreams.connect(RedisAccess.of("redis://127.0.0.1:1", "renwu")));
    creator.start();
    creator.join();
    assertThat(group.activeCount()).isZero();
    created[0].close();
    assertThat(created[0].streams())
        .failsWithin(Duration.ofMinutes(1))
        .withThrowableThat()
        .withMessageContaining("the client is closed");
  }
}
