package io.renwu.connector.redis.streams.client;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An administrator's connection to a server. */
public final class RedisAdmin implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;

  public RedisAdmin(int port) {
    client = RedisClient.create(RedisURI.create("127.0.0.1", port));
    connection = client.connect();
  }

  public RedisCommands<String, String> commands() {
    return connection.sync();
  }

  /** Sends a command whose answer is a word, such as OK. */
  public String call(String... words) {
    CommandArgs<String, String> rest = new CommandArgs<>(StringCodec.UTF8);
    Arrays.stream(words).skip(1).forEach(rest::add);
    return commands()
        .dispatch(CommandType.valueOf(words[0]), new StatusOutput<>(StringCodec.UTF8), rest);
  }

  /** A field of INFO; empty if it is missing. */
  public String info(String name) {
    return commands()
        .info()
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  /** Polls a condition, for half a minute at most. */
  public static void await(String what, BooleanSupplier condition) {
    long begin = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        throw new IllegalStateException("timeout while waiting for " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown(0, 1, TimeUnit.SECONDS);
  }
}
