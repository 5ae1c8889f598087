package io.renwu.cli.queue;

import io.renwu.connector.redis.streams.inspect.QueueStatus;
import io.renwu.connector.redis.streams.inspect.StreamStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A queue's status and the totals of its streams.
 *
 * @param appendedPerSecond records per second by stream; without streams whose rate is unknown
 */
public record QueueFigures(QueueStatus status, Map<String, Double> appendedPerSecond) {
  /** The sum of all streams; null if that of one is unknown. */
  @Nullable Long waitingBytes() {
    return sum(StreamStatus::waitingBytes);
  }

  /** The sum of all streams; null if that of one is unknown. */
  @Nullable Long memoryBytes() {
    return sum(stream -> stream.snapshot().memoryBytes());
  }

  /** The largest of all streams, in milliseconds; null if none is known. */
  @Nullable Long oldestAge() {
    return max(this::age);
  }

  /** The largest of all streams, in milliseconds; null if none is known. */
  @Nullable Long lag() {
    return max(StreamStatus::lagMillis);
  }

  /** The age of the oldest waiting record by receipt, in milliseconds; null if unknown. */
  @Nullable Long age(StreamStatus stream) {
    Long received = stream.oldestReceivedAtMillis();
    return received == null ? null : Long.valueOf(Math.max(0, status.atMillis() - received));
  }

  /** Records appended per second; null if unknown. */
  @Nullable Double appended(StreamStatus stream) {
    return appendedPerSecond.get(stream.stream().toString());
  }

  /** Records appended per second to all streams. */
  double appended() {
    return appendedPerSecond.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private @Nullable Long sum(Function<StreamStatus, Long> amount) {
    List<Long> amounts = status.streams().stream().map(amount).toList();
    return amounts.contains(null)
        ? null
        : Long.valueOf(amounts.stream().mapToLong(Long::longValue).sum());
  }

  private @Nullable Long max(Function<StreamStatus, Long> amount) {
    return status.streams().stream()
        .map(amount)
        .filter(Objects::nonNull)
        .max(Long::compare)
        .orElse(null);
  }
}
