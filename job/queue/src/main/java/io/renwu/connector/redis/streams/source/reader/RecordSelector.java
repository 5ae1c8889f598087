package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.LaneTopics;
import io.renwu.connector.redis.streams.source.event.LaneReport;
import io.renwu.limit.DriftBounds;
import io.renwu.limit.Lane;
import io.renwu.limit.LaneDemand;
import io.renwu.limit.LaneTurns;
import io.renwu.limit.LeaseHolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selects a reader's next record: the lane whose turn it is, among those with a buffered record and
 * tokens for it; within the lane, the earliest event time. Not thread-safe.
 */
final class RecordSelector<T> {
  private final LeaseHolder leases;
  private final SourceMetrics metrics;
  private final boolean isBounded;
  private final Map<String, StreamCursor<T>> cursors = new LinkedHashMap<>();
  private LaneTopics topics = LaneTopics.ONE;
  private LaneTurns turns;
  private List<OpenLane<T>> lanes;

  /**
   * Creates a selector without streams.
   *
   * @param isBounded whether nothing may be read before there are {@link #bound bounds}
   */
  RecordSelector(LeaseHolder leases, SourceMetrics metrics, boolean isBounded) {
    this.leases = leases;
    this.metrics = metrics;
    this.isBounded = isBounded;
    open(List.of());
  }

  /** Applies new rules: assigns streams to their lanes. */
  void applyRules(LaneTopics newTopics) {
    boolean same = newTopics.equals(topics) && leases.rules().lanes().count() == lanes.size();
    List<Long> bounds =
        same ? lanes.stream().map(lane -> lane.merge.boundMillis()).toList() : List.of();
    topics = newTopics;
    open(bounds);
    for (StreamCursor<T> cursor : cursors.values()) {
      merge(cursor).add(cursor);
    }
  }

  /** Opens the lanes of the rules, with the known bounds. */
  private void open(List<Long> bounds) {
    turns = new LaneTurns(leases.rules().lanes());
    lanes = new ArrayList<>();
    for (Lane lane : leases.rules().lanes().all()) {
      long unknown = isBounded ? DriftBounds.CLOSED : DriftBounds.NONE;
      long bound = bounds.isEmpty() ? unknown : bounds.get(lanes.size());
      lanes.add(new OpenLane<>(new EventTimeMerge<>(bound), metrics.lane(lane.name())));
    }
  }

  /** Sets the bounds of all lanes of the rules. */
  void bound(List<Long> bounds) {
    for (int lane = 0; lane < lanes.size(); lane++) {
      lanes.get(lane).merge.bound(bounds.get(lane));
    }
  }

  /** Whether this reader waits for others or they wait for it. */
  boolean isWatched() {
    return lanes.stream()
        .anyMatch(
            lane ->
                lane.merge.boundMillis() != DriftBounds.NONE
                    && lane.merge.positionMillis() != DriftBounds.NONE);
  }

  /** Which lanes have a backlog. */
  List<Boolean> backlogs() {
    return lanes.stream().map(lane -> lane.merge.positionMillis() != DriftBounds.NONE).toList();
  }

  private EventTimeMerge<T> merge(StreamCursor<T> cursor) {
    return lanes.get(topics.laneOf(cursor.stream())).merge;
  }

  void add(StreamCursor<T> cursor) {
    cursors.put(cursor.splitId(), cursor);
    merge(cursor).add(cursor);
  }

  Collection<StreamCursor<T>> cursors() {
    return cursors.values();
  }

  /** Records of a stream have arrived. */
  void filled(StreamCursor<T> cursor) throws IOException {
    merge(cursor).filled(cursor);
  }

  /** Pauses or resumes a stream. */
  void pause(String splitId, boolean pause) throws IOException {
    StreamCursor<T> cursor = cursors.get(splitId);
    if (cursor != null && cursor.isPaused() != pause) {
      merge(cursor).pause(cursor, pause);
    }
  }

  /** The next lane; -1 if nothing may be read now. */
  int nextLane(long nowNanos) {
    return turns.next(
        lane -> lanes.get(lane).merge.next() != null && leases.available(lane, nowNanos) > 0);
  }

  /** How many records of the next lane may be read in a row. */
  long runLength(int lane, long nowNanos) {
    return Math.min(turns.quota(lane), leases.available(lane, nowNanos));
  }

  /** The stream of a lane whose loaded element is next; null if nothing may be read now. */
  @Nullable StreamCursor<T> next(int lane) {
    return lanes.get(lane).merge.next();
  }

  /**
   * Handles that the next stream's element has been emitted.
   *
   * @return the stream of the lane whose element is next if nothing else arrives; null = none
   */
  @Nullable StreamCursor<T> advance(int lane, StreamCursor<T> cursor) throws IOException {
    return lanes.get(lane).merge.advance(cursor);
  }

  /** Ends a run of records of a lane. */
  void endRun(int lane, long records, long waitMillis) {
    leases.spend(lane, records);
    turns.spend(lane, records);
    lanes.get(lane).count(records, waitMillis);
  }

  /** Whether a buffered record only lacks a token. */
  boolean isThrottled() {
    return lanes.stream().anyMatch(lane -> lane.merge.next() != null);
  }

  /** The report on each lane. */
  List<LaneReport> reports(long nowNanos) {
    List<LaneReport> reports = new ArrayList<>();
    for (int lane = 0; lane < lanes.size(); lane++) {
      reports.add(lanes.get(lane).report(leases.spent(lane), nowNanos));
    }
    return List.copyOf(reports);
  }

  private static final class OpenLane<T> {
    private final EventTimeMerge<T> merge;
    private final LaneMetrics metrics;
    private long emitted;

    private OpenLane(EventTimeMerge<T> merge, LaneMetrics metrics) {
      this.merge = merge;
      this.metrics = metrics;
    }

    private void count(long records, long waitMillis) {
      emitted += records;
      metrics.countEmitted(records, waitMillis);
    }

    private LaneReport report(long spent, long nowNanos) {
      metrics.updatePercentiles(nowNanos);
      return new LaneReport(
          new LaneDemand(merge.ready(), spent),
          merge.positionMillis(),
          emitted,
          metrics.waitP50Millis(),
          metrics.waitP99Millis());
    }
  }
}
