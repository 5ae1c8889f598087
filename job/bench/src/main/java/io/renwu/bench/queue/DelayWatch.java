package io.renwu.bench.queue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.renwu.bench.Samples;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits at the server for records and measures the age of the times in their values. */
final class DelayWatch implements AutoCloseable {
  private static final long BLOCK_MILLIS = 100;
  private static final long TIMEOUT_SECONDS = 60;

  private final RawClient client;
  private final Map<String, StreamId> streams = new LinkedHashMap<>();
  private final Map<String, String> positions = new LinkedHashMap<>();
  private final CompletableFuture<Samples> millis = new CompletableFuture<>();
  private final Thread thread = new Thread(this::run, "delay-watch");
  private final int count;
  private final long firstOffset;

  /**
   * Starts to wait.
   *
   * @param count of the records to receive
   * @param firstOffset the first measured offset of a stream
   */
  DelayWatch(RedisAccess access, List<StreamId> streams, int count, long firstOffset) {
    client = new RawClient(access.uri());
    this.count = count;
    this.firstOffset = firstOffset;
    for (StreamId stream : streams) {
      String key = access.keyPrefix() + ":{" + stream + "}:s";
      this.streams.put(key, stream);
      positions.put(key, "0-0");
    }
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits for all records and returns their delays. */
  Samples millis() throws Exception {
    return millis.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  private void run() {
    try {
      List<Double> delays = new ArrayList<>(count);
      int received = 0;
      while (received < count) {
        List<StreamMessage<byte[], byte[]>> entries = next();
        long nowNanos = System.nanoTime();
        for (StreamMessage<byte[], byte[]> entry : entries) {
          String key = new String(entry.getStream(), US_ASCII);
          positions.put(key, entry.getId());
          byte[] frame = entry.getBody().values().iterator().next();
          for (QueueRecord record :
              Frame.decode(Objects.requireNonNull(streams.get(key), key), frame)) {
            received++;
            if (record.offset() >= firstOffset) {
              delays.add((nowNanos - ByteBuffer.wrap(record.value()).getLong()) / 1e6);
            }
          }
        }
      }
      millis.complete(new Samples(delays));
    } catch (RuntimeException e) {
      millis.completeExceptionally(e);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private List<StreamMessage<byte[], byte[]>> next() {
    StreamOffset<byte[]>[] after =
        positions.entrySet().stream()
            .map(at -> StreamOffset.from(at.getKey().getBytes(US_ASCII), at.getValue()))
            .toArray(StreamOffset[]::new);
    return client.connection().sync().xread(XReadArgs.Builder.block(BLOCK_MILLIS), after);
  }

  @Override
  public void close() {
    client.close();
  }
}
