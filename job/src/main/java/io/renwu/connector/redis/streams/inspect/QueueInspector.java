package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.client.StreamMarks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Looks at a queue. Thread-safe; failures are those of the client's futures. */
public final class QueueInspector {
  private final RedisStreams redis;

  public QueueInspector(RedisStreams redis) {
    this.redis = redis;
  }

  /** How every stream stands, in the order of their names. */
  public CompletableFuture<List<StreamStatus>> status() {
    return redis
        .streams()
        .thenCompose(streams -> all(streams.keySet().stream().sorted().map(this::status).toList()));
  }

  private CompletableFuture<StreamStatus> status(StreamId stream) {
    CompletableFuture<Long> highWater = redis.highWater(stream);
    CompletableFuture<StreamMarks> marks = redis.marks(stream);
    CompletableFuture<Long> length = redis.length(stream);
    CompletableFuture<List<QueueRecord>> waiting =
        marks.thenCompose(mark -> records(stream, mark.taken(), 1));
    return CompletableFuture.allOf(highWater, length, waiting)
        .thenApply(
            done ->
                new StreamStatus(
                    stream,
                    highWater.join(),
                    marks.join().taken(),
                    marks.join().trimmed(),
                    length.join(),
                    waiting.join().stream()
                        .findFirst()
                        .map(QueueRecord::receivedAtMillis)
                        .orElse(null)));
  }

  /** The first records behind a position, at most those of so many entries. */
  public CompletableFuture<List<QueueRecord>> records(StreamId stream, long after, int maxEntries) {
    return redis
        .read(stream, after, maxEntries)
        .thenApply(
            entries -> entries.stream().flatMap(entry -> behind(stream, entry, after)).toList());
  }

  private static Stream<QueueRecord> behind(StreamId stream, StreamEntry entry, long after) {
    int epoch = StreamPosition.epoch(entry.position());
    return Frame.decode(stream, entry.frame()).stream()
        .filter(record -> StreamPosition.of(epoch, record.offset()) > after);
  }

  private static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              List<T> values = new ArrayList<>(futures.size());
              futures.forEach(future -> values.add(future.join()));
              return values;
            });
  }
}
