package io.renwu.bench.queue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The baseline of the queue: one {@code XADD} per record, as fast as Lettuce allows. Commands are
 * sent in batches of one write each, several in flight; keys are encoded once, and answers are only
 * checked for errors.
 */
final class RawClient implements AutoCloseable {
  private static final int BATCH = 512;
  private static final int MAX_IN_FLIGHT = 4;
  private static final byte[] FIELD = {'f'};
  private static final byte[] ANY_ID = {'*'};
  private static final long ANSWER_SECONDS = 10;

  private final ClientResources resources =
      DefaultClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2).build();
  private final RedisClient client;
  private final StatefulRedisConnection<byte[], byte[]> connection;

  RawClient(String uri) {
    client = RedisClient.create(resources, uri);
    client.setOptions(ClientOptions.builder().autoReconnect(false).build());
    connection = client.connect(ByteArrayCodec.INSTANCE);
  }

  /** Appends and waits for all answers. */
  void append(List<QueueRecord> records) throws Exception {
    Map<StreamId, byte[]> keys = new HashMap<>();
    Queue<Batch> inFlight = new ArrayDeque<>();
    Batch batch = new Batch();
    for (QueueRecord record : records) {
      byte[] key =
          keys.computeIfAbsent(
              record.stream(), stream -> ("raw:{" + stream + "}").getBytes(US_ASCII));
      batch.add(key, Objects.requireNonNull(record.value(), "every payload has a value"));
      if (batch.size() == BATCH) {
        inFlight.add(batch.send(connection));
        batch = new Batch();
        if (inFlight.size() == MAX_IN_FLIGHT) {
          inFlight.remove().await();
        }
      }
    }
    if (batch.size() > 0) {
      inFlight.add(batch.send(connection));
    }
    for (Batch sent : inFlight) {
      sent.await();
    }
  }

  /** Removes every key. */
  void flushAll() {
    connection.sync().flushall();
  }

  /** A number of the server's {@code INFO}. */
  long info(String name) {
    return connection
        .sync()
        .info()
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1).strip()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the server's INFO has no " + name));
  }

  StatefulRedisConnection<byte[], byte[]> connection() {
    return connection;
  }

  @Override
  public void close() {
    client.shutdown(0, 2, TimeUnit.SECONDS);
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Commands that are sent in one write; the answer of the last one arrives last. */
  private static final class Batch {
    private final List<RedisCommand<byte[], byte[], Void>> commands = new ArrayList<>(BATCH);

    void add(byte[] key, byte[] value) {
      CommandArgs<byte[], byte[]> args =
          new CommandArgs<>(ByteArrayCodec.INSTANCE).add(key).add(ANY_ID).add(FIELD).add(value);
      commands.add(new Command<>(CommandType.XADD, new Ignored(), args));
    }

    int size() {
      return commands.size();
    }

    Batch send(StatefulRedisConnection<byte[], byte[]> connection) {
      commands.set(size() - 1, new AsyncCommand<>(commands.get(size() - 1)));
      var unused = connection.dispatch(commands);
      return this;
    }

    void await() throws Exception {
      ((AsyncCommand<byte[], byte[], Void>) commands.get(size() - 1))
          .get(ANSWER_SECONDS, TimeUnit.SECONDS);
      for (RedisCommand<byte[], byte[], Void> command : commands) {
        if (command.getOutput().hasError()) {
          throw new IllegalStateException(command.getOutput().getError());
        }
      }
    }
  }

  /** Ignores the id of an entry. */
  private static final class Ignored extends CommandOutput<byte[], byte[], Void> {
    Ignored() {
      super(ByteArrayCodec.INSTANCE, null);
    }

    @Override
    public void set(ByteBuffer id) {}
  }
}
