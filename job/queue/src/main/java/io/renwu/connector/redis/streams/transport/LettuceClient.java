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
 * Makes connections. Lettuce's own reconnecting is off, for it sends unanswered commands again, and
 * so is its routing: what a broken connection had under way fails.
 *
 * <p>Its threads begin with the first connection: Flink makes enumerators that it neither starts
 * nor closes, and a thread that one of them left would keep the classes of its job.
 */
final class LettuceClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LettuceClient.class);
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
  private static final int THREADS = 2;
  private static final long LONGEST_END_MILLIS = 5_000;

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

  /** Null = closed. */
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

  /** For people: the server that stands alone, or what the Sentinels call the master. */
  String name() {
    return address.servers() == RedisAddress.Servers.SENTINEL
        ? "master " + address.master()
        : address.nodes().get(0).toString();
  }

  /** To the server that stands alone, or to the one that the Sentinels call the master now. */
  CompletableFuture<StatefulRedisConnection<String, byte[]>> connect() {
    NodeAddress first = address.nodes().get(0);
    return address.servers() == RedisAddress.Servers.SENTINEL
        ? connect(sentinels()).thenCompose(this::unlessReplica)
        : connect(first);
  }

  /** To one server. */
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
      // Without a password the server refuses the user, unless it asks for none.
      uri.setAuthentication(login.user(), login.passwordChars());
    } else if (login.password() != null) {
      uri.setAuthentication(login.passwordChars());
    }
    RedisClient open = client();
    return open == null
        ? CompletableFuture.failedFuture(RedisFailures.transientFailure("the client is closed"))
        : open.connectAsync(CODEC, uri).toCompletableFuture();
  }

  /** A Sentinel may not know yet that a master is none anymore; the server itself does. */
  private CompletableFuture<StatefulRedisConnection<String, byte[]>> unlessReplica(
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
   * When it returns its threads are gone, and so is what Netty keeps for the caller's thread: the
   * classes may go next, but a job's {@code main} runs in a thread of Flink's that stays.
   */
  @Override
  public void close() {
    RedisClient ended = end();
    if (ended != null) {
      closeConnections(ended);
      ended
          .getResources()
          .shutdown(0, 2, TimeUnit.SECONDS)
          .awaitUninterruptibly(LONGEST_END_MILLIS);
      FastThreadLocal.removeAll();
    }
  }

  /** Bounded: the client's own way waits for ever, and Flink interrupts a task that it cancels. */
  private static void closeConnections(RedisClient ended) {
    try {
      ended.shutdownAsync(0, 2, TimeUnit.SECONDS).get(LONGEST_END_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("connections to Redis did not close in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is to be shut down, or null; its own threads may ask for a connection meanwhile. */
  private synchronized @Nullable RedisClient end() {
    boolean first = !closed;
    closed = true;
    return first ? client : null;
  }
}
