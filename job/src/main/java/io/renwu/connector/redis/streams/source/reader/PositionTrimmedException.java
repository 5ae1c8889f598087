package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import java.io.IOException;

/** A job was restored from further back than the stream still reaches. */
public final class PositionTrimmedException extends IOException {
  private static final long serialVersionUID = 1;

  PositionTrimmedException(StreamId stream, long position, long trimmed) {
    super(
        "stream "
            + stream
            + " is to be read from "
            + StreamPosition.describe(position)
            + " but is trimmed up to "
            + StreamPosition.describe(trimmed)
            + ": restore a later checkpoint or savepoint, or keep a longer span");
  }
}
