package io.renwu.limit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The event time up to which readers may read, so that none runs far ahead of the slowest.
 *
 * <pre>
 * position of a reader   the latest event time that it has read or would read next
 * bound of a lane        (least position of the readers that have a backlog of it) + drift
 * </pre>
 *
 * <p>Positions only grow while a reader has a backlog, so an outdated bound is too low, never too
 * high. The reader with the least position may always read its next record, so reading never stops.
 * Not thread-safe.
 */
public final class DriftBounds {
  /** The position of a reader that has no backlog; the bound where no reader has one. */
  public static final long NONE = Long.MAX_VALUE;

  /** The bound until every reader has reported its position. */
  public static final long CLOSED = Long.MIN_VALUE;

  private final long driftMillis;
  private final Map<Integer, List<Long>> positions = new HashMap<>();

  /**
   * Creates bounds for readers that have not reported yet.
   *
   * @param driftMillis 0 or more
   */
  public DriftBounds(long driftMillis) {
    this.driftMillis = driftMillis;
  }

  /** Drops all positions, after a change of lanes. */
  public void clear() {
    positions.clear();
  }

  /** Drops the positions of a reader that restarts or is gone. */
  public void forget(int reader) {
    positions.remove(reader);
  }

  /**
   * Records the positions of a reader.
   *
   * @param lanes the position in each lane, epoch milliseconds, or {@link #NONE}
   */
  public void report(int reader, List<Long> lanes) {
    positions.put(reader, List.copyOf(lanes));
  }

  /**
   * The present bounds.
   *
   * @param readers the number of readers that must have reported
   * @return the latest event time that may be read, for each lane
   */
  public List<Long> bounds(int lanes, int readers) {
    List<Long> bounds = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      long least = positions.size() < readers ? CLOSED : NONE;
      for (List<Long> reported : positions.values()) {
        least = Math.min(least, reported.get(lane));
      }
      boolean isTime = least != NONE && least != CLOSED;
      bounds.add(isTime ? Math.min(NONE - 1, least + driftMillis) : least);
    }
    return bounds;
  }
}
