package io.renwu.connector.redis.streams.source.event;

import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * From a reader to the enumerator: ten times a second while its needs change, two or three times a
 * second while it needs tokens, else once a second.
 *
 * @param version of the rules that the reader knows
 * @param lanes a report for each lane of these rules
 * @param emitted records emitted since the reader began
 * @param expired tokens that expired unused since the reader began
 * @param depth offsets between the reader and the ends of its streams, as last measured
 * @param oldestAgeMillis how long ago the oldest waiting record was received; 0 = none waits
 * @param throttledMillis how long records have waited for tokens since the reader began
 */
public record ReaderReport(
    long version,
    List<LaneReport> lanes,
    long emitted,
    long expired,
    long depth,
    long oldestAgeMillis,
    long throttledMillis)
    implements SourceEvent {
  private static final long serialVersionUID = 2;

  /** Records that are ready to be emitted, in all lanes. */
  public long ready() {
    return lanes.stream().mapToLong(lane -> lane.demand().ready()).sum();
  }
}
