package io.renwu.connector.redis.streams.sink;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import java.io.IOException;

/** A stream ends before records that the server had acknowledged. */
public final class LostRecordsException extends IOException {
  private static final long serialVersionUID = 1;

  LostRecordsException(StreamId stream, long acknowledged, long found) {
    super(
        "stream "
            + stream
            + " ends at "
            + StreamPosition.describe(found)
            + " although everything up to "
            + StreamPosition.describe(acknowledged)
            + " was acknowledged: the server lost records");
  }
}
