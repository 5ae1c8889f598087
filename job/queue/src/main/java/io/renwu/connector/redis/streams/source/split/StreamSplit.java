package io.renwu.connector.redis.streams.source.split;

import io.renwu.connector.redis.streams.StreamId;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One stream, how far it has been read, and how far it is to be read.
 *
 * @param position of the last consumed record
 * @param end of the last record to read, or {@link #NO_END}
 * @param trail positions of the completed checkpoints within the retained span, and of the
 *     checkpoint that this split is part of; both positions and times ascend
 */
public record StreamSplit(StreamId stream, long position, long end, List<ReadPosition> trail)
    implements SourceSplit {
  /** After every record: the stream is followed without end. */
  public static final long NO_END = Long.MAX_VALUE;

  public StreamSplit {
    trail = List.copyOf(trail);
  }

  /** A stream without checkpoints. */
  public StreamSplit(StreamId stream, long position, long end) {
    this(stream, position, end, List.of());
  }

  /** A stream without checkpoints that is followed without end. */
  public StreamSplit(StreamId stream, long position) {
    this(stream, position, NO_END);
  }

  /** When the last consumed record was received, epoch milliseconds; 0 if unknown. */
  public long receivedAtMillis() {
    ReadPosition last = trail.isEmpty() ? null : trail.get(trail.size() - 1);
    return last == null || last.position() != position ? 0 : last.receivedAtMillis();
  }

  @Override
  public String splitId() {
    return stream.toString();
  }
}
