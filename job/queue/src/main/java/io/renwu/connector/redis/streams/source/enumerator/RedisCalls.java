package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands Redis' answers to the coordinator's thread, and counts refused commands. */
final class RedisCalls {
  private static final Logger LOG = LoggerFactory.getLogger(RedisCalls.class);

  private final Executor coordinator;
  private @Nullable Throwable fatal;

  RedisCalls(Executor coordinator) {
    this.coordinator = coordinator;
  }

  /**
   * Fails if Redis refused a command so often that retrying is pointless.
   *
   * @throws IllegalStateException then
   */
  void check() {
    if (fatal != null) {
      throw new IllegalStateException("Redis refuses the queue's commands", fatal);
    }
  }

  /**
   * Handles the answer in the coordinator's thread; a failed request is repeated at the next
   * interval.
   */
  <A> void ask(CompletableFuture<A> command, PeriodicRequest period, Consumer<A> handler) {
    var unused =
        command.whenComplete(
            (answer, failure) ->
                coordinator.execute(
                    () -> {
                      period.end();
                      if (failure == null) {
                        handler.accept(answer);
                        answered(period);
                      } else {
                        failed(period, failure);
                      }
                    }));
  }

  private static void answered(PeriodicRequest period) {
    if (period.succeeded()) {
      LOG.info("Redis answers again");
    }
  }

  private void failed(PeriodicRequest period, Throwable failure) {
    if (period.failed(RedisStreamsException.isRefusal(failure))) {
      LOG.warn("a request to Redis failed; it is repeated until it succeeds", failure);
    }
    if (period.isRefused()) {
      fatal = failure;
    }
  }
}
