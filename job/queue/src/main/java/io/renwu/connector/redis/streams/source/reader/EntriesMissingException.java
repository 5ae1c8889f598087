package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import java.io.IOException;

/** A stream no longer holds all entries after a reader's position. */
public final class EntriesMissingException extends IOException {
  private static final long serialVersionUID = 1;

  EntriesMissingException(StreamId stream, long position, long upTo) {
    super(
        "stream "
            + stream
            + " is to be read from "
            + StreamPosition.describe(position)
            + " but its entries from there up to "
            + StreamPosition.describe(upTo)
            + " were trimmed or deleted: restore a later checkpoint or savepoint, or retain a"
            + " longer span");
  }
}
