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

/**
 * A connection that is open or being opened, and the commands that wait for it, in order.
 * Thread-safe.
 */
final class QueuedConnection {
  private final CompletableFuture<StatefulRedisConnection<String, byte[]>> opening;

  @GuardedBy("this")
  private final Queue<Waiting<?>> queue = new ArrayDeque<>();

  QueuedConnection(CompletableFuture<StatefulRedisConnection<String, byte[]>> opening) {
    this.opening = opening;
  }

  boolean isBroken() {
    return opening.isCompletedExceptionally() || (opening.isDone() && !opening.join().isOpen());
  }

  /** Closes the connection, also one that is still being opened. */
  void close() {
    var unused = opening.thenCompose(StatefulRedisConnection::closeAsync);
  }

  /** Adds a command to the queue. The caller then calls {@link #sendWaiting}. */
  synchronized <T> CompletableFuture<T> add(RedisCommand<T> command) {
    Waiting<T> waiting = new Waiting<>(command);
    queue.add(waiting);
    return waiting.answer;
  }

  /**
   * Sends the waiting commands as soon as the connection is open. Not on the connection's own
   * thread, whose writes would overtake those of other threads.
   */
  void sendWaiting() {
    if (opening.isDone()) {
      var unused = opening.whenComplete(this::dispatch);
    } else {
      var unused = opening.whenCompleteAsync(this::dispatch);
    }
  }

  private void dispatch(
      StatefulRedisConnection<String, byte[]> connection, @Nullable Throwable failure) {
    dispatchAll(connection, failure).forEach(Runnable::run);
  }

  /** Holds the lock while commands are sent, never while answers are handled. */
  private synchronized List<Runnable> dispatchAll(
      StatefulRedisConnection<String, byte[]> connection, @Nullable Throwable failure) {
    List<Runnable> answerHandlers = new ArrayList<>();
    while (!queue.isEmpty()) {
      answerHandlers.add(queue.remove().dispatch(connection, failure));
    }
    return answerHandlers;
  }

  private static final class Waiting<T> {
    private final RedisCommand<T> command;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    Waiting(RedisCommand<T> command) {
      this.command = command;
    }

    /** Sends the command. Returns the handling of its answer, to be run outside the lock. */
    Runnable dispatch(
        StatefulRedisConnection<String, byte[]> connection, @Nullable Throwable failure) {
      if (failure != null) {
        return () -> answer.completeExceptionally(RedisFailures.of(failure));
      }
      CompletionStage<T> reply = send(connection);
      return () -> {
        var unused =
            reply.whenComplete(
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

    private CompletionStage<T> send(StatefulRedisConnection<String, byte[]> connection) {
      try {
        return command.on(connection.async());
      } catch (RuntimeException unsendable) {
        return CompletableFuture.failedFuture(unsendable);
      }
    }
  }
}
