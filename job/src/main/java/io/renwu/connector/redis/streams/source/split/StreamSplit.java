package io.renwu.connector.redis.streams.source.split;

import io.renwu.connector.redis.streams.StreamId;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One stream, how far it has been read, and how far it is to be read.
 *
 * @param position of the last record taken
 * @param end of the last record to take, or {@link #NO_END}
 */
public record StreamSplit(StreamId stream, long position, long end) implements SourceSplit {
  /** Behind every record: the stream is followed for good. */
  public static final long NO_END = Long.MAX_VALUE;

  /** A stream that is followed for good. */
  public StreamSplit(StreamId stream, long position) {
    this(stream, position, NO_END);
  }

  @Override
  public String splitId() {
    return stream.toString();
  }
}
