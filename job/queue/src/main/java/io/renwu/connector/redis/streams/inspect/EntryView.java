package io.renwu.connector.redis.streams.inspect;

import static java.util.Objects.requireNonNullElse;

import io.renwu.connector.redis.streams.CorruptFrameException;
import io.renwu.connector.redis.streams.Frame;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RawEntry;
import java.util.List;
import java.util.Optional;

/**
 * An unpacked entry, or one that is broken.
 *
 * @param stream the entry's stream
 * @param id the entry's id in Redis
 * @param position in the id; -1 if the id is not one of the queue
 * @param previous position at which the stream ended before the append; 0 if unknown
 * @param frameBytes the length of its frame
 * @param records the records; none if the entry is broken
 * @param problem why the entry is broken; empty if it is not
 */
public record EntryView(
    StreamId stream,
    String id,
    long position,
    long previous,
    int frameBytes,
    List<QueueRecord> records,
    Optional<String> problem) {

  /** Unpacks an entry. */
  static EntryView of(StreamId stream, RawEntry entry) {
    long position;
    try {
      position = StreamPosition.ofEntryId(entry.id());
    } catch (IllegalArgumentException e) {
      return broken(stream, entry, -1, requireNonNullElse(e.getMessage(), e.toString()));
    }
    List<QueueRecord> records;
    try {
      records = Frame.decode(stream, entry.frame());
    } catch (CorruptFrameException e) {
      return broken(stream, entry, position, requireNonNullElse(e.getMessage(), e.toString()));
    }
    long last = records.get(records.size() - 1).offset();
    return last == StreamPosition.offset(position)
        ? new EntryView(
            stream,
            entry.id(),
            position,
            Frame.head(entry.frame()).previous(),
            entry.frame().length,
            records,
            Optional.empty())
        : broken(
            stream,
            entry,
            position,
            "its last record has offset "
                + last
                + ", its id says offset "
                + StreamPosition.offset(position));
  }

  private static EntryView broken(StreamId stream, RawEntry entry, long position, String problem) {
    return new EntryView(
        stream, entry.id(), position, 0, entry.frame().length, List.of(), Optional.of(problem));
  }

  /** The offset of the last record, from the id; -1 if the id is not one of the queue. */
  public long lastOffset() {
    return position < 0 ? -1 : StreamPosition.offset(position);
  }

  /** When the last record was received, epoch milliseconds; empty for a broken entry. */
  public Optional<Long> lastReceivedAtMillis() {
    return records.isEmpty()
        ? Optional.empty()
        : Optional.of(records.get(records.size() - 1).receivedAtMillis());
  }
}
