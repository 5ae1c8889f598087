package io.renwu.connector.redis.streams.sink;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.StreamEntry;
import io.renwu.connector.redis.streams.client.WriterMark;
import io.renwu.connector.redis.streams.client.WriterPosition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The records that are still to be appended to one stream, and where the stream ends. A record
 * leaves only when the stream's end has passed it, so a failed append neither loses nor duplicates
 * a record. Does no I/O; not thread-safe.
 */
final class StreamChain {
  /**
   * The entries of one append: enough to hide the round trip, few enough not to block the server.
   */
  private static final int MAX_BATCH_ENTRIES = 16;

  private final StreamId stream;
  private final SinkSettings settings;
  private final long maxDelayMillis;
  private final WaitingBytes waitingBytes;

  /** All but the last are sealed. */
  private final Deque<PendingEntry> waiting = new ArrayDeque<>();

  private long lastOffset = -1;
  private long requiredOffset = -1;
  private long endAtStart;
  private boolean started;
  private int epoch;
  private long highWater;

  /**
   * Creates the chain of a stream whose end is unknown.
   *
   * @param waitingBytes the writer's counter, to which this chain adds
   */
  StreamChain(StreamId stream, SinkSettings settings, WaitingBytes waitingBytes) {
    this.stream = stream;
    this.settings = settings;
    this.maxDelayMillis = settings.maxDelay().toMillis();
    this.waitingBytes = waitingBytes;
  }

  StreamId stream() {
    return stream;
  }

  /** Whether the end of the stream is known. */
  boolean isStarted() {
    return started;
  }

  /** The position at which the stream is known to end. */
  long highWater() {
    return highWater;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The writer's mark when no record waits. */
  WriterMark mark() {
    long seen =
        lastOffset < 0 ? StreamPosition.beginning(epoch) : StreamPosition.of(epoch, lastOffset);
    return new WriterMark(highWater, seen);
  }

  /**
   * Adds a record.
   *
   * @return whether it has to be appended; false if the stream has it already, or it is no {@link
   *     QueueRecord.Kind#RECORD}
   * @throws LostRecordsException if the stream ends before what an origin requires @throws
   *     IllegalStateException if its offset is not above the previous one
   */
  boolean add(QueueRecord record, long nowMillis) throws LostRecordsException {
    if (record.offset() <= lastOffset) {
      throw new IllegalStateException(
          record
              + " came after offset "
              + lastOffset
              + ": the records of a stream must reach one writer, in the order of their offsets");
    }
    if (record.kind() == QueueRecord.Kind.ORIGIN) {
      lastOffset = record.offset() - 1;
      requiredOffset = lastOffset;
      requireOrigin();
      return false;
    }
    lastOffset = record.offset();
    if (record.kind() == QueueRecord.Kind.SKIP) {
      return false;
    }
    if (started && position(record) <= highWater) {
      return false;
    }
    PendingEntry last = waiting.peekLast();
    if (last == null || last.isSealed()) {
      last = new PendingEntry(nowMillis);
      waiting.add(last);
    }
    last.add(record);
    waitingBytes.add(PendingEntry.valueBytes(record));
    if (last.size() >= settings.maxEntryRecords() || last.bytes() >= settings.maxEntryBytes()) {
      last.seal();
    }
    return true;
  }

  /**
   * Starts the chain with the stream's epoch and end.
   *
   * @return how many waiting records are in the stream already
   * @throws LostRecordsException if the stream ends before what an origin requires @throws
   *     IllegalStateException if the stream ends in a later epoch than it is registered with
   */
  int start(int epoch, WriterPosition end) throws LostRecordsException {
    if (StreamPosition.epoch(end.position()) > epoch) {
      throw new IllegalStateException(
          "stream "
              + stream
              + " ends at "
              + StreamPosition.describe(end.position())
              + " but is registered with epoch "
              + epoch
              + ": the registry was lost or changed");
    }
    this.epoch = epoch;
    this.started = true;
    this.endAtStart = end.position();
    requireOrigin();
    return moveTo(end.appended());
  }

  /**
   * Checks the epoch of a started stream that was registered again.
   *
   * @throws IllegalStateException if its epoch has changed
   */
  void requireEpoch(int registered) {
    if (registered != epoch) {
      throw new IllegalStateException(
          "stream "
              + stream
              + " is registered with epoch "
              + registered
              + " but was registered with "
              + epoch
              + ": the registry was lost or changed");
    }
  }

  private void requireOrigin() throws LostRecordsException {
    if (started && requiredOffset >= 0 && StreamPosition.of(epoch, requiredOffset) > endAtStart) {
      throw new LostRecordsException(stream, StreamPosition.of(epoch, requiredOffset), endAtStart);
    }
  }

  /**
   * Sets the position at which the stream ends.
   *
   * @return how many waiting records that covers; they are removed
   * @throws LostRecordsException if it is before the known end
   */
  int advance(long newHighWater) throws LostRecordsException {
    if (newHighWater < highWater) {
      throw new LostRecordsException(stream, highWater, newHighWater);
    }
    return moveTo(newHighWater);
  }

  private int moveTo(long newHighWater) {
    highWater = newHighWater;
    int covered = 0;
    while (!waiting.isEmpty() && position(waiting.peek()) <= highWater) {
      PendingEntry entry = waiting.remove();
      waitingBytes.add(-entry.bytes());
      covered += entry.size();
    }
    if (!waiting.isEmpty() && StreamPosition.epoch(highWater) == epoch) {
      PendingEntry first = waiting.peek();
      int size = first.size();
      long bytes = first.bytes();
      first.removeUpTo(StreamPosition.offset(highWater));
      waitingBytes.add(first.bytes() - bytes);
      covered += size - first.size();
    }
    return covered;
  }

  /** When the oldest waiting record is due; there must be one. */
  long dueMillis() {
    return waiting.element().sinceMillis() + maxDelayMillis;
  }

  /**
   * The entries to append next, the oldest first: those that are full, and those whose first record
   * has waited long enough.
   *
   * @param all also the last entry, even if it is not full and its records may still wait
   */
  List<StreamEntry> batch(boolean all, long nowMillis) {
    if (waiting.isEmpty() || !isDue(waiting.element(), all, nowMillis)) {
      return List.of();
    }
    List<StreamEntry> entries = new ArrayList<>(Math.min(waiting.size(), MAX_BATCH_ENTRIES));
    Iterator<PendingEntry> oldest = waiting.iterator();
    long previous = highWater;
    while (oldest.hasNext() && entries.size() < MAX_BATCH_ENTRIES) {
      PendingEntry entry = oldest.next();
      if (!isDue(entry, all, nowMillis)) {
        break;
      }
      entry.seal();
      entries.add(new StreamEntry(position(entry), entry.frame(previous, settings.compression())));
      previous = position(entry);
    }
    return entries;
  }

  private boolean isDue(PendingEntry entry, boolean all, long nowMillis) {
    return entry.isSealed() || all || nowMillis - entry.sinceMillis() >= maxDelayMillis;
  }

  private long position(PendingEntry entry) {
    return StreamPosition.of(epoch, entry.lastOffset());
  }

  private long position(QueueRecord record) {
    return StreamPosition.of(epoch, record.offset());
  }
}
