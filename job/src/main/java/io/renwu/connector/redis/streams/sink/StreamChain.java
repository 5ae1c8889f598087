package io.renwu.connector.redis.streams.sink;

import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.SeenMark;
import io.renwu.connector.redis.streams.client.StreamEnd;
import io.renwu.connector.redis.streams.client.StreamEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * What one stream still has to append, and where the stream ends. Records leave only when the
 * stream's end has passed them, so however an append ends nothing is lost and nothing is counted by
 * halves. Does no I/O; one thread.
 */
final class StreamChain {
  /** One append: enough to hide the round trip, little enough not to hold up the server. */
  private static final int MAX_BATCH_ENTRIES = 16;

  private final StreamId stream;
  private final SinkSettings settings;
  private final Deque<QueueRecord> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private long waitingSinceMillis;
  private long lastOffset = -1;
  private long said = -1;
  private long endAtStart;
  private boolean started;
  private int epoch;
  private long highWater;

  StreamChain(StreamId stream, SinkSettings settings) {
    this.stream = stream;
    this.settings = settings;
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

  long waitingBytes() {
    return waitingBytes;
  }

  /** What is known of the stream when nothing waits. */
  SeenMark mark() {
    long seen =
        lastOffset < 0 ? StreamPosition.beginning(epoch) : StreamPosition.of(epoch, lastOffset);
    return new SeenMark(highWater, seen);
  }

  /**
   * Takes a record.
   *
   * @return whether it has to be appended; false if it is in the stream already, or is none
   * @throws LostRecordsException if the stream does not have what it is said to have
   * @throws IllegalStateException if it does not come after the one before it
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
      said = lastOffset;
      requireSaid();
      return false;
    }
    lastOffset = record.offset();
    if (record.kind() == QueueRecord.Kind.SKIP) {
      return false;
    }
    if (started && position(record) <= highWater) {
      return false;
    }
    if (waiting.isEmpty()) {
      waitingSinceMillis = nowMillis;
    }
    waiting.add(record);
    waitingBytes += record.value().length;
    return true;
  }

  /**
   * The stream's epoch and end have become known.
   *
   * @return how many waiting records are in the stream already
   * @throws LostRecordsException if the stream does not have what it is said to have
   * @throws IllegalStateException if the stream ends in a later epoch, behind all that could come
   */
  int start(int epoch, StreamEnd end) throws LostRecordsException {
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
    requireSaid();
    return moveTo(end.appended());
  }

  /**
   * The started stream was registered once more.
   *
   * @throws IllegalStateException if its epoch is another now
   */
  void requireEpoch(int registered) {
    if (registered != epoch) {
      throw new IllegalStateException(
          "stream "
              + stream
              + " is registered with epoch "
              + registered
              + " and was with "
              + epoch
              + ": the registry was lost or changed");
    }
  }

  private void requireSaid() throws LostRecordsException {
    if (started && said >= 0 && StreamPosition.of(epoch, said) > endAtStart) {
      throw new LostRecordsException(stream, StreamPosition.of(epoch, said), endAtStart);
    }
  }

  /**
   * The stream ends at a position.
   *
   * @return how many waiting records that covers; they are gone from here
   * @throws LostRecordsException if it ended further on before
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
      waitingBytes -= waiting.remove().value().length;
      covered++;
    }
    return covered;
  }

  /**
   * The entries to append next, beginning with the oldest record.
   *
   * @param all also the last entry, though it is not full and its records may still wait
   */
  List<StreamEntry> batch(boolean all, long nowMillis) {
    boolean due = all || nowMillis - waitingSinceMillis >= settings.maxDelay().toMillis();
    if (!due
        && waiting.size() < settings.maxEntryRecords()
        && waitingBytes < settings.maxEntryBytes()) {
      return List.of();
    }
    List<StreamEntry> entries = new ArrayList<>();
    List<QueueRecord> open = new ArrayList<>();
    long openBytes = 0;
    Iterator<QueueRecord> records = waiting.iterator();
    while (records.hasNext() && entries.size() < MAX_BATCH_ENTRIES) {
      QueueRecord record = records.next();
      open.add(record);
      openBytes += record.value().length;
      if (open.size() >= settings.maxEntryRecords() || openBytes >= settings.maxEntryBytes()) {
        entries.add(entry(open));
        open = new ArrayList<>();
        openBytes = 0;
      }
    }
    if (due && !open.isEmpty() && entries.size() < MAX_BATCH_ENTRIES) {
      entries.add(entry(open));
    }
    if (!entries.isEmpty()) {
      waitingSinceMillis = nowMillis;
    }
    return entries;
  }

  private StreamEntry entry(List<QueueRecord> records) {
    return new StreamEntry(
        position(records.get(records.size() - 1)), Frame.encode(records, settings.compression()));
  }

  private long position(QueueRecord record) {
    return StreamPosition.of(epoch, record.offset());
  }
}
