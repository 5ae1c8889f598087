package io.renwu.connector.redis.streams.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A connection that is made or under way, and the commands that wait for it, in their order. */
final class QueuedConnection {
  private final CompletableFuture<StatefulRedisConnection<String, byte[]>> made;

  @GuardedBy("this")
  private final Queue<Waiting<?>> queue = new ArrayDeque<>();

  QueuedConnection(CompletableFuture<StatefulRedisConnection<String, byte[]>> made) {
    this.made = made;
  }

  boolean isBroken() {
    return made.isCompletedExceptionally() || (made.isDone() && !made.join().isOpen());
  }

  /** Lets go of a broken connection. */
  void close() {
    var unused = made.thenCompose(StatefulRedisConnection::closeAsync);
  }

  /** Puts a command behind the others; {@link #sendWaiting} has to follow. */
  synchronized <T> CompletableFuture<T> add(RedisCommand<T> command) {
    Waiting<T> waiting = new Waiting<>(command);
    queue.add(waiting);
    return waiting.answer;
  }

  /**
   * Sends what waits, as soon as there is a connection; not on the connection's own thread, whose
   * writes would overtake those that other threads have handed to it.
   */
  void sendWaiting() {
    if (made.isDone()) {
      var unused = made.whenComplete(this::dispatch);
    } else {
      var unused = made.whenCompleteAsync(this::dispatch);
    }
  }

  private void dispatch(StatefulRedisConnection<String, byte[]> connection, @Nullable Throwable failure) {
    dispatchAll(connection, failure).forEach(Runnable::run);
  }

  /** The lock is held while commands are put on the wire, never while answers are handled. */
  private synchronized List<Runnable> dispatchAll(
      StatefulRedisConnection<String, byte[]> connection, @Nullable Throwable failure) {
    List<Runnable> follows = new ArrayList<>();
    while (!queue.isEmpty()) {
      follows.add(queue.remove().dispatch(connection, failure));
    }
    return follows;
  }

  private static final class Waiting<T> {
    private final RedisCommand<T> command;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    Waiting(RedisCommand<T> command) {
      this.command = command;
    }

    /** Returns what is still to do, outside the lock. */
    Runnable dispatch(StatefulRedisConnection<String, byte[]> connection, @Nullable Throwable failure) {
      if (failure != null) {
        return () -> answer.completeExceptionally(RedisFailures.of(failure));
      }
      CompletionStage<T> sent = sent(connection);
      return () -> {
        var unused =
            sent.whenComplete(
                (value, refusal) -> {
                  if (refusal == null) {
                    answer.complete(value);
                    return;
                  }
                  if (RedisFailures.endsConnection(refusal)) {
                    var unusedClosing = connection.closeAsync();
                  }
                  answer.completeExceptionally(RedisFailures.of(refusal));
                });
      };
    }

    private CompletionStage<T> sent(StatefulRedisConnection<String, byte[]> connection) {
      try {
        return command.on(connection.async());
      } catch (RuntimeException unsendable) {
        return CompletableFuture.failedFuture(unsendable);
      }
    }
  }
}
