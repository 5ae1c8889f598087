package io.renwu.connector.redis.streams.source.event;

import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * From the enumerator to a reader: the bounds up to which it may read.
 *
 * @param version of the rules whose lanes these are
 * @param lanes the latest event time of each lane that may be read, epoch milliseconds
 */
public record BoundsEvent(long version, List<Long> lanes) implements SourceEvent {
  private static final long serialVersionUID = 1;
}
