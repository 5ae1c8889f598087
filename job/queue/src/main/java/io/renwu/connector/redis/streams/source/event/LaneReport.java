package io.renwu.connector.redis.streams.source.event;

import io.renwu.limit.LaneDemand;
import java.io.Serializable;

/**
 * A reader's report on one lane.
 *
 * @param demand records that it could emit now
 * @param positionMillis how far it has come by event time, or {@link
 *     io.renwu.limit.DriftBounds#NONE}
 * @param emitted records passed under the rules that the reader knows
 * @param waitP50Millis between receipt and passing, of half of the records that passed last
 * @param waitP99Millis the same of 99 of 100
 */
public record LaneReport(
    LaneDemand demand, long positionMillis, long emitted, long waitP50Millis, long waitP99Millis)
    implements Serializable {
  private static final long serialVersionUID = 1;
}
