package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.source.config.DownstreamSignal;
import io.renwu.connector.redis.streams.source.config.DownstreamSignal.Readings;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads downstream signals in its own thread, so that the coordinator does not wait. */
final class SignalReader implements AutoCloseable {
  private final DownstreamSignal signals;
  private final ExecutorService thread;
  private Future<?> underWay = CompletableFuture.completedFuture(null);
  private @Nullable String openName;
  private @Nullable Readings open;

  SignalReader(DownstreamSignal signals) {
    this.signals = signals;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, "redis-streams-downstream-signal");
              made.setDaemon(true);
              return made;
            });
  }

  /** The lag that a signal reports; fails with what the reading threw. */
  CompletableFuture<Double> read(String name) {
    CompletableFuture<Double> answer = new CompletableFuture<>();
    Callable<Void> reading =
        () -> {
          try {
            answer.complete(lag(name));
          } catch (Throwable failure) {
            answer.completeExceptionally(failure);
            closeOpen();
          }
          return null;
        };
    underWay = thread.submit(reading);
    return answer;
  }

  private double lag(String name) throws IOException {
    double lag = open(name).read();
    if (!(lag >= 0 && lag < Double.POSITIVE_INFINITY)) {
      throw new IOException("found " + lag + ", expected a number of 0 or more");
    }
    return lag;
  }

  private Readings open(String name) throws IOException {
    if (open != null && name.equals(openName)) {
      return open;
    }
    closeOpen();
    Readings opened = signals.open(name);
    open = opened;
    openName = name;
    return opened;
  }

  private void closeOpen() {
    Readings closing = open;
    open = null;
    openName = null;
    if (closing != null) {
      closing.close();
    }
  }

  /** Does not wait for a reading that is in progress. */
  @Override
  public void close() {
    underWay.cancel(true);
    var unused = thread.submit(this::closeOpen);
    thread.shutdown();
  }
}
