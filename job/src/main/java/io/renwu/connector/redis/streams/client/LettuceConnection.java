package io.renwu.connector.redis.streams.client;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One connection at a time, made when it is needed and made anew after it broke. Lettuce's own
 * reconnecting is off, for it sends unanswered commands again: here a command that was under way
 * when the connection broke fails, and its caller finds out what became of it.
 */
final class LettuceConnection implements AutoCloseable {
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final int THREADS = 2;
  private static final long LONGEST_END_MILLIS = 5_000;

  private final RedisAccess access;
  private final Duration timeout;
  private final ClientResources resources;
  private final RedisClient client;

  private CompletableFuture<StatefulRedisConnection<String, byte[]>> current;
  private boolean closed;

  LettuceConnection(RedisAccess access, Duration timeout) {
    this.access = access;
    this.timeout = timeout;
    this.resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .build();
    this.client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .timeoutOptions(TimeoutOptions.enabled(timeout))
            .build());
  }

  /** Sends a command on the present connection. */
  <T> CompletableFuture<T> send(
      Function<RedisAsyncCommands<String, byte[]>, CompletionStage<T>> command) {
    return connection()
        .thenCompose(
            connection ->
                command
                    .apply(connection.async())
                    .whenComplete((value, failure) -> dropIfSilent(connection, failure)))
        .handle(
            (value, failure) -> {
              if (failure != null) {
                throw RedisFailures.of(failure);
              }
              return value;
            });
  }

  private synchronized CompletableFuture<StatefulRedisConnection<String, byte[]>> connection() {
    if (closed) {
      return CompletableFuture.failedFuture(new IllegalStateException("the client is closed"));
    }
    if (current != null && isBroken(current)) {
      var unused = current.thenCompose(StatefulRedisConnection::closeAsync);
      current = null;
    }
    if (current == null) {
      current = connect();
    }
    return current;
  }

  private static boolean isBroken(CompletableFuture<StatefulRedisConnection<String, byte[]>> made) {
    return made.isCompletedExceptionally() || (made.isDone() && !made.join().isOpen());
  }

  private CompletableFuture<StatefulRedisConnection<String, byte[]>> connect() {
    RedisURI uri = RedisURI.create(access.uri());
    uri.setTimeout(timeout);
    Login login = access.login().get();
    if (login.password() != null) {
      char[] password = login.password().toCharArray();
      if (login.user() == null) {
        uri.setAuthentication(password);
      } else {
        uri.setAuthentication(login.user(), password);
      }
    }
    return client.connectAsync(CODEC, uri).toCompletableFuture();
  }

  /**
   * A connection on which a command got no answer in time may be half open: the next is a new one.
   */
  private static void dropIfSilent(StatefulRedisConnection<?, ?> connection, Throwable failure) {
    if (failure instanceof RedisCommandTimeoutException) {
      var unused = connection.closeAsync();
    }
  }

  /**
   * Outside the lock: the client's threads, which this waits for, may be about to take it. When it
   * returns they are gone, for the classes that they run may go next.
   */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    client.shutdown(0, 2, TimeUnit.SECONDS);
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(LONGEST_END_MILLIS);
  }
}
