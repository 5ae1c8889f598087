package io.renwu.connector.redis.streams.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs commands one after the other; a failed command does not stop the next. Thread-safe. */
final class SerialLane {
  @GuardedBy("this")
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> command) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    CompletableFuture<Void> ended = new CompletableFuture<>();
    CompletableFuture<Void> before;
    synchronized (this) {
      before = last;
      last = ended;
    }
    var unused =
        before
            .thenCompose(nothing -> command.get())
            .whenComplete(
                (value, failure) -> {
                  ended.complete(null);
                  if (failure == null) {
                    answer.complete(value);
                  } else {
                    answer.completeExceptionally(RedisFailures.of(failure));
                  }
                });
    return answer;
  }
}
