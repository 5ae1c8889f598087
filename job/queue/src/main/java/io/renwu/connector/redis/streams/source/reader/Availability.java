package io.renwu.connector.redis.streams.source.reader;

import java.util.concurrent.CompletableFuture;

/**
 * Tells the task that there may be something to do. The task rearms before it looks, so what comes
 * about while it looks wakes it again.
 */
final class Availability {
  private volatile CompletableFuture<Void> future = new CompletableFuture<>();

  CompletableFuture<Void> future() {
    return future;
  }

  /** From any thread. */
  void wake() {
    future.complete(null);
  }

  /** From the task's thread. */
  void rearm() {
    if (future.isDone()) {
      future = new CompletableFuture<>();
    }
  }
}
