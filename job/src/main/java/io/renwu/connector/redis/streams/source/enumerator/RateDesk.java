package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.LaneTopics;
import io.renwu.connector.redis.streams.client.RateDocument;
import io.renwu.connector.redis.streams.source.event.ReaderReport;
import io.renwu.connector.redis.streams.source.event.RulesEvent;
import io.renwu.limit.LaneDemand;
import io.renwu.limit.Lease;
import io.renwu.limit.RateLeases;
import io.renwu.limit.RateSchedule;
import io.renwu.limit.TakingRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the enumerator knows of the rules: those that are set, what readers ask and report, what
 * they are leased. A control document that cannot be read changes nothing and is named in the
 * status. Before the first look at it nothing may pass. Does no I/O; one thread.
 */
final class RateDesk {
  /** Long enough for a slow turn of either side, short enough to lose little with a reader. */
  private static final Duration LEASE_SPAN = Duration.ofSeconds(1);

  private final RateLeases leases;
  private final TakingMeter meter;
  private Optional<String> controlText;
  private RateDocument control;
  private String problem;
  private double perSecond = Double.POSITIVE_INFINITY;

  RateDesk(long nowNanos) {
    TakingRules closed = TakingRules.closed(0);
    leases = new RateLeases(LEASE_SPAN, closed, nowNanos);
    meter = new TakingMeter(closed);
  }

  /**
   * Takes the control document as it is now; without one, or with one that cannot be read as the
   * first, readers are unlimited.
   *
   * @return whether the rules changed: every reader has to be told
   */
  boolean control(Optional<String> text, long nowNanos, long nowMillis) {
    if (text.equals(controlText)) {
      return false;
    }
    boolean first = controlText == null;
    controlText = text;
    problem = null;
    try {
      control = text.map(RateDocument::parse).orElse(null);
    } catch (IllegalArgumentException e) {
      problem = e.getMessage();
      if (!first) {
        return false;
      }
    }
    renew(due(nowMillis), nowNanos);
    return true;
  }

  /**
   * Looks at the schedule.
   *
   * @return whether another rate is due than before: every reader has to be told
   */
  boolean look(long nowNanos, long nowMillis) {
    double due = due(nowMillis);
    if (controlText == null || due == perSecond) {
      return false;
    }
    renew(due, nowNanos);
    return true;
  }

  private double due(long nowMillis) {
    return control == null
        ? Double.POSITIVE_INFINITY
        : control.perSecond(Instant.ofEpochMilli(nowMillis));
  }

  /** The version counts changes seen here: a control document made anew begins at 1 again. */
  private void renew(double due, long nowNanos) {
    perSecond = due;
    long version = leases.rules().version() + 1;
    TakingRules rules =
        control == null ? TakingRules.unlimited(version) : control.rules(version, due);
    leases.change(rules, nowNanos);
    meter.renew(rules);
  }

  void register(int reader) {
    leases.register(reader);
    meter.forget(reader);
  }

  void remove(int reader) {
    leases.remove(reader);
    meter.forget(reader);
  }

  void report(int reader, ReaderReport report, long nowNanos) {
    meter.report(reader, report);
    List<LaneDemand> demands = report.lanes().stream().map(lane -> lane.demand()).toList();
    leases.ask(reader, report.version(), demands, nowNanos);
  }

  /** What a reader has to know first, and all of them after a change. */
  RulesEvent opening() {
    return new RulesEvent(leases.rules(), control == null ? LaneTopics.ONE : control.topics());
  }

  Map<Integer, Lease> grant(long nowNanos) {
    return leases.grant(nowNanos);
  }

  /** Once a second: what to report. */
  RateStatus status(long nowNanos, long nowMillis, int streams) {
    meter.sample(nowNanos);
    Optional<RateSchedule.Span> span =
        Optional.ofNullable(control)
            .flatMap(document -> document.span(Instant.ofEpochMilli(nowMillis)));
    return new RateStatus(
        nowMillis,
        control,
        problem,
        perSecond,
        span.map(RateSchedule.Span::name).orElse(null),
        meter.achieved(),
        meter.depth(),
        meter.drainSeconds(),
        (long) leases.lapsed() + meter.expired(),
        streams,
        meter.lanes(),
        meter.reports());
  }
}
