package io.renwu.job.kafka.source;

import io.renwu.connector.redis.streams.StreamId;
import java.io.IOException;

/** The queue lacks records that Kafka no longer has. */
public final class LostInKafkaException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates it for the lost offsets.
   *
   * @param from the first offset that is missing
   * @param logStart the first offset that Kafka has
   */
  LostInKafkaException(StreamId stream, long from, long logStart) {
    super(
        "the queue's stream "
            + stream
            + " lacks the records at the offsets "
            + from
            + " to "
            + (logStart - 1)
            + ", and Kafka has none before "
            + logStart
            + "; to continue without them: renwu queue accept-loss "
            + stream);
  }
}
