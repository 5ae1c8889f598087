package io.renwu.connector.redis.streams.source.reader;

import java.util.concurrent.CompletableFuture;

/**
 * Signals the task that there may be work. The task rearms before it checks for work, so anything
 * that arrives during the check wakes it again.
 */
final class Availability {
  private volatile CompletableFuture<Void> future = new CompletableFuture<>();

  CompletableFuture<Void> future() {
    return future;
  }

  /** Thread-safe. */
  void wake() {
    future.complete(null);
  }

  /** Called by the task thread only. */
  void rearm() {
    if (future.isDone()) {
      future = new CompletableFuture<>();
    }
  }
}
