package io.renwu.connector.redis.streams.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens connections. Lettuce's reconnect is off, because it resends unanswered commands, and so is
 * its cluster routing: commands in flight on a broken connection fail.
 *
 * <p>Threads start with the first connection: Flink creates enumerators that it neither starts nor
 * closes, and a leftover thread would keep the classes of the job in memory.
 */
final class LettuceClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LettuceClient.class);
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final int THREADS = 2;
  private static final long CLOSE_TIMEOUT_MILLIS = 5_000;

  private final RedisAddress address;
  private final RedisAccess access;
  private final Duration timeout;
  private final ClientOptions options;

  @GuardedBy("this")
  private @Nullable RedisClient client;

  @GuardedBy("this")
  private boolean closed;

  LettuceClient(RedisAddress address, RedisAccess access, Duration timeout) {
    this.address = address;
    this.access = access;
    this.timeout = timeout;
    ClientOptions.Builder options =
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(SocketOptions.builder().connectTimeout(timeout).build())
            .timeoutOptions(TimeoutOptions.enabled(timeout));
    if (address.tls()) {
      options.sslOptions(access.tls().options());
    }
    this.options = options.build();
  }

  /** Null if the client is closed. */
  private synchronized @Nullable RedisClient client() {
    if (closed) {
      return null;
    }
    if (client == null) {
      ClientResources resources =
          DefaultClientResources.builder()
              .ioThreadPoolSize(THREADS)
              .computationThreadPoolSize(THREADS)
              .build();
      client = RedisClient.create(resources);
      client.setOptions(options);
    }
    return client;
  }

  /**
   * The name for messages: the address of the single server, or the Sentinels' name of the master.
   */
  String name() {
    return address.servers() == RedisAddress.Servers.SENTINEL
        ? "master " + address.master()
        : address.nodes().get(0).toString();
  }

  /** Connects to the single server, or to the present master of the Sentinels. */
  CompletableFuture<StatefulRedisConnection<String, byte[]>> connect() {
    NodeAddress first = address.nodes().get(0);
    return address.servers() == RedisAddress.Servers.SENTINEL
        ? connect(sentinels()).thenCompose(this::requireMaster)
        : connect(first);
  }

  /** Connects to one server. */
  CompletableFuture<StatefulRedisConnection<String, byte[]>> connect(NodeAddress node) {
    return connect(RedisURI.builder().withHost(node.host()).withPort(node.port()));
  }

  private RedisURI.Builder sentinels() {
    RedisURI.Builder uri = RedisURI.builder().withSentinelMasterId(address.master());
    for (NodeAddress node : address.nodes()) {
      uri.withSentinel(
          RedisURI.builder()
              .withHost(node.host())
              .withPort(node.port())
              .withSsl(address.tls())
              .withTimeout(timeout)
              .build());
    }
    return uri;
  }

  private CompletableFuture<StatefulRedisConnection<String, byte[]>> connect(
      RedisURI.Builder server) {
    RedisURI uri =
        server.withSsl(address.tls()).withDatabase(address.database()).withTimeout(timeout).build();
    RedisCredentials login = access.login().get();
    if (login.user() != null) {
      // With a user but no password the server decides whether to accept the login.
      uri.setAuthentication(login.user(), login.passwordChars());
    } else if (login.password() != null) {
      uri.setAuthentication(login.passwordChars());
    }
    RedisClient open = client();
    return open == null
        ? CompletableFuture.failedFuture(RedisFailures.transientFailure("the client is closed"))
        : open.connectAsync(CODEC, uri).toCompletableFuture();
  }

  /** Asks the server for its role, because a Sentinel may still name a former master. */
  private CompletableFuture<StatefulRedisConnection<String, byte[]>> requireMaster(
      StatefulRedisConnection<String, byte[]> connection) {
    return connection
        .async()
        .role()
        .toCompletableFuture()
        .thenApply(
            role -> {
              if (!isMaster(role)) {
                throw RedisFailures.transientFailure(
                    "the Sentinels call a replica the master " + address.master());
              }
              return connection;
            })
        .whenComplete(
            (checked, failure) -> {
              if (failure != null) {
                var unused = connection.closeAsync();
              }
            });
  }

  private static boolean isMaster(List<Object> role) {
    Object name = role.get(0);
    return "master".equals(name instanceof byte[] bytes ? new String(bytes, UTF_8) : name);
  }

  /**
   * Returns after the client's threads have ended. Also removes Netty's thread locals of the
   * caller: a job's {@code main} runs in a Flink thread that outlives the job's classes.
   */
  @Override
  public void close() {
    RedisClient closing = markClosed();
    if (closing != null) {
      closeConnections(closing);
      closing
          .getResources()
          .shutdown(0, 2, TimeUnit.SECONDS)
          .awaitUninterruptibly(CLOSE_TIMEOUT_MILLIS);
      FastThreadLocal.removeAll();
    }
  }

  /**
   * Waits for a bounded time, unlike the client's own shutdown; Flink interrupts tasks that it
   * cancels.
   */
  private static void closeConnections(RedisClient closing) {
    try {
      closing
          .shutdownAsync(0, 2, TimeUnit.SECONDS)
          .get(CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("connections to Redis did not close in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Marks this client closed and returns the client to shut down, null if there is none. */
  private synchronized @Nullable RedisClient markClosed() {
    boolean first = !closed;
    closed = true;
    return first ? client : null;
  }
}
