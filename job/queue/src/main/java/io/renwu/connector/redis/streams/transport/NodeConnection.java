package io.renwu.connector.redis.streams.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection at a time to one server, opened on first use and reopened after it broke. Commands
 * in flight on a broken connection fail; the caller has to find out whether they were executed.
 * Thread-safe.
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

  /** Sends a command. Commands reach the server in the order of the calls. */
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

  /** Fails all later commands. The client that opened the connection closes it. */
  synchronized void close() {
    closed = true;
  }
}
