package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RawEntry;
import io.renwu.connector.redis.streams.client.StreamSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * How one stream stands.
 *
 * @param snapshot its keys
 * @param state in a word
 * @param waiting offsets between what was taken and the end: an upper bound of the records, for a
 *     topic may leave offsets out
 * @param waitingBytes their share of the stream's memory; null where that is not known
 * @param oldestReceivedAtMillis when the first record that waits was received, epoch milliseconds;
 *     null if none waits
 * @param newestReceivedAtMillis when the last record appended was received; null if it is gone
 */
public record StreamStatus(
    StreamSnapshot snapshot,
    StreamState state,
    long waiting,
    @Nullable Long waitingBytes,
    @Nullable Long oldestReceivedAtMillis,
    @Nullable Long newestReceivedAtMillis) {

  /**
   * Reads a snapshot.
   *
   * @param epoch that the registry gives the stream
   */
  static StreamStatus of(
      StreamSnapshot snapshot, int epoch, QueueExpectations expected, boolean paused) {
    long waiting = snapshot.waiting();
    return new StreamStatus(
        snapshot,
        state(snapshot, epoch, expected, paused),
        waiting,
        waitingBytes(snapshot, waiting),
        waiting == 0 ? null : oldestReceivedAt(snapshot),
        newestReceivedAt(snapshot));
  }

  public StreamId stream() {
    return snapshot.stream();
  }

  /**
   * The span of receipt between the oldest record that waits and the newest one appended: how far
   * the readers' last checkpoint is behind the writers, in time; null where either is not known.
   */
  public @Nullable Long lagMillis() {
    return oldestReceivedAtMillis == null || newestReceivedAtMillis == null
        ? null
        : Long.valueOf(Math.max(0, newestReceivedAtMillis - oldestReceivedAtMillis));
  }

  private static StreamState state(
      StreamSnapshot snapshot, int epoch, QueueExpectations expected, boolean paused) {
    long waiting = snapshot.waiting();
    if (StreamFindings.of(snapshot, epoch, expected).stream().anyMatch(QueueFinding::isError)) {
      return StreamState.BROKEN;
    }
    if (waiting == 0) {
      return StreamState.DRAINED;
    }
    if (expected.maxRecords() > 0 && waiting >= expected.maxRecords()) {
      return StreamState.FULL;
    }
    return paused ? StreamState.PAUSED : StreamState.WAITING;
  }

  /** The entries count as equally long for each of their records. */
  private static @Nullable Long waitingBytes(StreamSnapshot snapshot, long waiting) {
    if (snapshot.entries() == 0 || waiting == 0) {
      return 0L;
    }
    if (snapshot.memoryBytes() == null) {
      return null;
    }
    long held = Math.max(waiting, StreamPosition.distance(before(snapshot), snapshot.highWater()));
    return Math.round((double) snapshot.memoryBytes() * waiting / held);
  }

  /** The position before the first record held. */
  private static long before(StreamSnapshot snapshot) {
    EntryView first = view(snapshot, snapshot.first());
    return first == null || first.records().isEmpty()
        ? snapshot.trimmed()
        : StreamPosition.of(StreamPosition.epoch(first.position()), first.records().get(0).offset())
            - 1;
  }

  private static @Nullable Long oldestReceivedAt(StreamSnapshot snapshot) {
    EntryView entry = view(snapshot, snapshot.firstWaiting());
    if (entry == null) {
      return null;
    }
    int epoch = StreamPosition.epoch(entry.position());
    return entry.records().stream()
        .filter(record -> StreamPosition.of(epoch, record.offset()) > snapshot.taken())
        .findFirst()
        .map(record -> record.receivedAtMillis())
        .orElse(null);
  }

  private static @Nullable Long newestReceivedAt(StreamSnapshot snapshot) {
    EntryView entry = view(snapshot, snapshot.last());
    return entry == null ? null : entry.lastReceivedAtMillis().orElse(null);
  }

  /** Null without an entry. */
  private static @Nullable EntryView view(StreamSnapshot snapshot, @Nullable RawEntry entry) {
    return entry == null ? null : EntryView.of(snapshot.stream(), entry);
  }
}
