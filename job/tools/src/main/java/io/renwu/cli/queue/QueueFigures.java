package io.renwu.cli.queue;

import io.renwu.connector.redis.streams.inspect.QueueStatus;
import io.renwu.connector.redis.streams.inspect.StreamStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A queue's status, and what follows from it for all of its streams.
 *
 * @param appendedPerSecond records by stream; a stream without a rate is left out
 */
public record QueueFigures(QueueStatus status, Map<String, Double> appendedPerSecond) {
  /** Null where one of the streams' is not known. */
  @Nullable Long waitingBytes() {
    return sum(StreamStatus::waitingBytes);
  }

  /** Null where one of the streams' is not known. */
  @Nullable Long memoryBytes() {
    return sum(stream -> stream.snapshot().memoryBytes());
  }

  /** In milliseconds; null where none is known. */
  @Nullable Long oldestAge() {
    return most(this::age);
  }

  /** In milliseconds; null where none is known. */
  @Nullable Long lag() {
    return most(StreamStatus::lagMillis);
  }

  /** How long ago the first record that waits was received, in milliseconds; or null. */
  @Nullable Long age(StreamStatus stream) {
    Long received = stream.oldestReceivedAtMillis();
    return received == null ? null : Long.valueOf(Math.max(0, status.atMillis() - received));
  }

  /** Records a second; null where that is not known. */
  @Nullable Double appended(StreamStatus stream) {
    return appendedPerSecond.get(stream.stream().toString());
  }

  /** Records a second of all streams. */
  double appended() {
    return appendedPerSecond.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private @Nullable Long sum(Function<StreamStatus, Long> amount) {
    List<Long> amounts = status.streams().stream().map(amount).toList();
    return amounts.contains(null)
        ? null
        : Long.valueOf(amounts.stream().mapToLong(Long::longValue).sum());
  }

  private @Nullable Long most(Function<StreamStatus, Long> amount) {
    return status.streams().stream()
        .map(amount)
        .filter(Objects::nonNull)
        .max(Long::compare)
        .orElse(null);
  }
}
