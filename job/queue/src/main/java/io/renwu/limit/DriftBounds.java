package io.renwu.limit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far readers may take, by event time, so that none runs ahead of those that are behind.
 *
 * <pre>
 * position of a reader   the latest event time that it has taken or would take next
 * bound of a lane        (least position of the readers that have a backlog of it) + drift
 * </pre>
 *
 * <p>Positions only grow while a reader has a backlog, so a bound that is late is too low, never
 * too high. What the reader with the least position takes next is not behind its position, so that
 * no bound ever holds it: somebody always goes on. Not thread-safe.
 */
public final class DriftBounds {
  /** The position of a reader that has no backlog; the bound where no reader has one. */
  public static final long NONE = Long.MAX_VALUE;

  /** The bound while not every reader has told its position. */
  public static final long CLOSED = Long.MIN_VALUE;

  private final long driftMillis;
  private final Map<Integer, List<Long>> positions = new HashMap<>();

  /**
   * Bounds for readers that have not told their positions yet.
   *
   * @param driftMillis 0 or more
   */
  public DriftBounds(long driftMillis) {
    this.driftMillis = driftMillis;
  }

  /** The lanes are others: what readers have told is void. */
  public void clear() {
    positions.clear();
  }

  /** A reader begins anew or is gone. */
  public void forget(int reader) {
    positions.remove(reader);
  }

  /**
   * A reader tells its positions.
   *
   * @param lanes of each lane, epoch milliseconds, or {@link #NONE}
   */
  public void report(int reader, List<Long> lanes) {
    positions.put(reader, List.copyOf(lanes));
  }

  /**
   * The bounds as of now.
   *
   * @param readers so many have to have told their positions
   * @return of each lane the latest event time that may be taken
   */
  public List<Long> bounds(int lanes, int readers) {
    List<Long> bounds = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      long least = positions.size() < readers ? CLOSED : NONE;
      for (List<Long> told : positions.values()) {
        least = Math.min(least, told.get(lane));
      }
      boolean isTime = least != NONE && least != CLOSED;
      bounds.add(isTime ? Math.min(NONE - 1, least + driftMillis) : least);
    }
    return bounds;
  }
}
