package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.CorruptFrameException;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.StreamEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one stream that were read ahead, and the position up to which its records were
 * consumed. Entries are unpacked when they are reached; records up to the position, or after the
 * end, are skipped. Does no I/O; not thread-safe.
 */
final class StreamBuffer {
  private final StreamId stream;
  private final Deque<StreamEntry> entries = new ArrayDeque<>();
  private Deque<QueueRecord> open = new ArrayDeque<>();
  private int openEpoch;
  private final long end;
  private long position;
  private long fetched;
  private long bytes;
  private long records;

  /**
   * The part of a stream between two positions.
   *
   * @param end of the last record to read
   */
  StreamBuffer(StreamId stream, long position, long end) {
    this.stream = stream;
    this.end = end;
    this.position = position;
    this.fetched = position;
  }

  /**
   * Adds the next entries of the stream.
   *
   * @throws EntriesMissingException if entries before or between them are missing
   * @throws CorruptFrameException if the entry that shows this cannot be read
   */
  void add(List<StreamEntry> page) throws EntriesMissingException {
    for (StreamEntry entry : page) {
      if (entry.position() <= fetched) {
        throw new IllegalStateException(
            "entry " + entry.position() + " of " + stream + " came after " + fetched);
      }
      Frame.Head head = Frame.head(entry.frame());
      if (head.previous() > fetched) {
        decode(entry);
        throw new EntriesMissingException(stream, fetched, head.previous());
      }
      fetched = entry.position();
      entries.add(entry);
      bytes += entry.frame().length;
      records += head.count();
    }
  }

  /**
   * The next record; null if none is buffered.
   *
   * @throws CorruptFrameException if its entry cannot be read
   */
  @Nullable QueueRecord peek() {
    while (open.isEmpty() && !entries.isEmpty()) {
      unpack(entries.remove());
    }
    return open.peek();
  }

  private List<QueueRecord> decode(StreamEntry entry) {
    try {
      return Frame.decode(stream, entry.frame());
    } catch (CorruptFrameException e) {
      throw new CorruptFrameException(
          "the entry at " + StreamPosition.describe(entry.position()) + ": " + e.getMessage(), e);
    }
  }

  private void unpack(StreamEntry entry) {
    List<QueueRecord> all = decode(entry);
    openEpoch = StreamPosition.epoch(entry.position());
    for (QueueRecord record : all) {
      long at = StreamPosition.of(openEpoch, record.offset());
      if (at > position && at <= end) {
        open.add(record);
      }
    }
    bytes -= entry.frame().length;
    records -= all.size() - open.size();
  }

  /** The position of the peeked record. */
  long headPosition() {
    return StreamPosition.of(openEpoch, open.element().offset());
  }

  /** When the peeked record was received, epoch milliseconds. */
  long headReceivedAtMillis() {
    return open.element().receivedAtMillis();
  }

  /** Consumes the peeked record. */
  void advance() {
    position = headPosition();
    open.remove();
    records--;
  }

  /** Whether the last record to read was fetched. */
  boolean reachesEnd() {
    return fetched >= end;
  }

  /** Whether there is nothing left to read. */
  boolean isFinished() {
    return reachesEnd() && open.isEmpty() && entries.isEmpty();
  }

  /** The position of the last consumed record. */
  long position() {
    return position;
  }

  /** The position of the last record to read. */
  long end() {
    return end;
  }

  /** The position of the last fetched entry. */
  long fetched() {
    return fetched;
  }

  boolean isEmpty() {
    return records == 0;
  }

  /** The bytes of frames that are not unpacked yet. */
  long bytes() {
    return bytes;
  }

  /** The buffered records. */
  long records() {
    return records;
  }
}
