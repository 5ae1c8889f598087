package io.renwu.connector.redis.streams.source.split;

import io.renwu.connector.redis.streams.StreamId;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One stream and how far it has been read.
 *
 * @param position of the last record taken
 */
public record StreamSplit(StreamId stream, long position) implements SourceSplit {
  @Override
  public String splitId() {
    return stream.toString();
  }
}
