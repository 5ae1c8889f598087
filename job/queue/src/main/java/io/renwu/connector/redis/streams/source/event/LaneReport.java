package io.renwu.connector.redis.streams.source.event;

import io.renwu.limit.LaneDemand;
import java.io.Serializable;

/**
 * A reader's report on one lane.
 *
 * @param demand records that it could emit now
 * @param positionMillis the latest event time that was read or is next, or {@link
 *     io.renwu.limit.DriftBounds#NONE}
 * @param emitted records emitted under the rules that the reader knows
 * @param waitP50Millis the median time between receipt and emission of the records emitted last
 * @param waitP99Millis the same as the 99th percentile
 */
public record LaneReport(
    LaneDemand demand, long positionMillis, long emitted, long waitP50Millis, long waitP99Millis)
    implements Serializable {
  private static final long serialVersionUID = 1;
}
