package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import java.io.IOException;

/**
 * A stream continues in an earlier epoch than the reader's, so the reader would skip everything.
 */
public final class EpochLostException extends IOException {
  private static final long serialVersionUID = 1;

  EpochLostException(StreamId stream, long position, long end) {
    super(
        "stream "
            + stream
            + " was read up to "
            + StreamPosition.describe(position)
            + " but now ends at "
            + StreamPosition.describe(end)
            + ": the server lost the queue's registry, and with it that the topic was recreated;"
            + " set the stream's epoch in the registry back to "
            + StreamPosition.epoch(position)
            + " and delete the stream's keys, so that it is appended again");
  }
}
