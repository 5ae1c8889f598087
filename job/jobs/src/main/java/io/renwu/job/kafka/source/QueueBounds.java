package io.renwu.job.kafka.source;

import io.renwu.job.config.MemoryBound;
import java.io.Serializable;

/**
 * How much the queue may hold; Kafka keeps the rest.
 *
 * @param maxRecords the most unread offsets of a stream; 0 = no bound
 * @param memory of the server
 */
public record QueueBounds(long maxRecords, MemoryBound memory) implements Serializable {
  /** No bounds. */
  public static final QueueBounds NONE = new QueueBounds(0, MemoryBound.NONE);

  boolean isNone() {
    return maxRecords == 0 && memory.isNone();
  }
}
