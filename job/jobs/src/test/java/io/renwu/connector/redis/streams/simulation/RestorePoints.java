package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** The completed checkpoints of the reading job, and which of them may be too old to restore. */
final class RestorePoints {
  private final KafkaLog kafka;
  private final long retainedMillis;
  private final List<ReaderCheckpoint> completed = new ArrayList<>();
  private ReaderCheckpoint base;
  private boolean behindSpan;

  RestorePoints(KafkaLog kafka, Duration retained) {
    this.kafka = kafka;
    this.retainedMillis = retained.toMillis();
  }

  void completed(ReaderCheckpoint checkpoint) {
    completed.add(checkpoint);
    base = checkpoint;
  }

  /** The last completed checkpoint; null for none. */
  ReaderCheckpoint last() {
    return completed.isEmpty() ? null : completed.get(completed.size() - 1);
  }

  /** The checkpoint that has read the most records. */
  ReaderCheckpoint furthest() {
    return completed.stream()
        .max(Comparator.comparingInt(RestorePoints::recordsOf))
        .orElseThrow(() -> new IllegalStateException("no checkpoint has completed"));
  }

  private static int recordsOf(ReaderCheckpoint checkpoint) {
    return checkpoint.counts().values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The checkpoint from which Flink would restore the job; null for its beginning. */
  ReaderCheckpoint base() {
    return base;
  }

  /**
   * A random checkpoint that was triggered after the first discovery of streams; without any, the
   * last one.
   */
  ReaderCheckpoint any(Random random) {
    List<ReaderCheckpoint> started =
        completed.stream().filter(each -> each.enumerator().knowsStreams()).toList();
    return started.isEmpty() ? last() : started.get(random.nextInt(started.size()));
  }

  /** Records that the job was restored from a checkpoint. */
  void restore(ReaderCheckpoint from) {
    base = from;
    behindSpan |= from != last() && !isRetained(from);
  }

  private boolean isRetained(ReaderCheckpoint from) {
    for (StreamId stream : kafka.streams()) {
      long newest = 0;
      for (ReaderCheckpoint each : completed) {
        newest = Math.max(newest, receivedAtMillis(each, stream));
      }
      if (receivedAtMillis(from, stream) <= newest - retainedMillis) {
        return false;
      }
    }
    return true;
  }

  private long receivedAtMillis(ReaderCheckpoint checkpoint, StreamId stream) {
    int count = checkpoint.counts().getOrDefault(stream, 0);
    return count == 0 ? 0 : kafka.get(stream, count - 1).receivedAtMillis();
  }

  /**
   * Whether the job was ever restored from a checkpoint older than the retained span, so that a
   * restore may be refused.
   */
  boolean isBehindSpan() {
    return behindSpan;
  }
}
