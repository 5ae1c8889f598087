package io.renwu.connector.redis.streams.source.event;

import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * From the enumerator to a reader: how far it may take.
 *
 * @param version of the rules whose lanes these are
 * @param lanes of each lane the latest event time that may be taken, epoch milliseconds
 */
public record BoundsEvent(long version, List<Long> lanes) implements SourceEvent {
  private static final long serialVersionUID = 1;
}
