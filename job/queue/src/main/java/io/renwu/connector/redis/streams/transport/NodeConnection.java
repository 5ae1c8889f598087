package io.renwu.connector.redis.streams.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection at a time to one server, opened when it is needed and reopened after it broke. A
 * command that was running when the connection broke fails, and its caller finds out whether it was
 * executed.
 */
final class NodeConnection {
  private final Supplier<CompletableFuture<StatefulRedisConnection<String, byte[]>>> connector;

  @GuardedBy("this")
  private @Nullable QueuedConnection current;

  @GuardedBy("this")
  private boolean closed;

  NodeConnection(Supplier<CompletableFuture<StatefulRedisConnection<String, byte[]>>> connector) {
    this.connector = connector;
  }

  /** Commands reach the server in the order of these calls. */
  <T> CompletableFuture<T> send(RedisCommand<T> command) {
    QueuedConnection queuedConnection;
    CompletableFuture<T> answer;
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedFuture(
            RedisFailures.transientFailure("the client is closed"));
      }
      if (current != null && current.isBroken()) {
        current.close();
        current = null;
      }
      if (current == null) {
        current = new QueuedConnection(connector.get());
      }
      queuedConnection = current;
      answer = queuedConnection.add(command);
    }
    queuedConnection.sendWaiting();
    return answer;
  }

  /** What is sent from now on fails; the connection ends with the client that made it. */
  synchronized void close() {
    closed = true;
  }
}
