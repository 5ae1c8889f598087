package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RawEntry;
import io.renwu.connector.redis.streams.client.StreamSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * The status of one stream.
 *
 * @param snapshot the stream's keys
 * @param state the state in one word
 * @param waiting offsets between the covered position and the end: an upper bound of the waiting
 *     records, because a topic may leave offsets out
 * @param waitingBytes their share of the stream's memory; null if unknown
 * @param oldestReceivedAtMillis when the first waiting record was received, epoch milliseconds;
 *     null if none waits
 * @param newestReceivedAtMillis when the last appended record was received, epoch milliseconds;
 *     null if it was trimmed
 */
public record StreamStatus(
    StreamSnapshot snapshot,
    StreamState state,
    long waiting,
    @Nullable Long waitingBytes,
    @Nullable Long oldestReceivedAtMillis,
    @Nullable Long newestReceivedAtMillis) {

  /**
   * The status that a snapshot shows.
   *
   * @param epoch the stream's epoch in the registry
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
   * How far the readers' last checkpoint lags behind the writers: the span of receipt between the
   * oldest waiting record and the newest appended one; null if either is unknown.
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

  /** Estimated as if all records had the same size. */
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

  /** The position before the first record in the stream. */
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

  /** The unpacked entry; null if there is none. */
  private static @Nullable EntryView view(StreamSnapshot snapshot, @Nullable RawEntry entry) {
    return entry == null ? null : EntryView.of(snapshot.stream(), entry);
  }
}
