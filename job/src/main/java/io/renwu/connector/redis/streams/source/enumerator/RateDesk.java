package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.LaneTopics;
import io.renwu.connector.redis.streams.client.RateDocument;
import io.renwu.connector.redis.streams.client.RateReport;
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
  private RatePlan plan = RatePlan.UNLIMITED;
  private final Adaptation adaptation = new Adaptation();
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
      plan = text.map(RateDocument::parse).map(RatePlan::of).orElse(RatePlan.UNLIMITED);
      adaptation.renew(plan.document() == null ? null : plan.document().adaptive(), nowNanos);
    } catch (IllegalArgumentException e) {
      problem = e.getMessage();
      if (!first) {
        return false;
      }
    }
    renew(due(nowNanos, nowMillis), nowNanos);
    return true;
  }

  /**
   * Looks at the schedule and at what comes behind.
   *
   * @return whether another rate is due than before: every reader has to be told
   */
  boolean look(long nowNanos, long nowMillis) {
    if (controlText == null) {
      return false;
    }
    double due = due(nowNanos, nowMillis);
    if (due == perSecond) {
      return false;
    }
    renew(due, nowNanos);
    return true;
  }

  private double due(long nowNanos, long nowMillis) {
    return adaptation.perSecond(
        plan.perSecond(Instant.ofEpochMilli(nowMillis)), plan.isPaused(), nowNanos);
  }

  /** How the rate follows what comes behind. */
  Adaptation adaptation() {
    return adaptation;
  }

  /** The version counts changes seen here: a control document made anew begins at 1 again. */
  private void renew(double due, long nowNanos) {
    perSecond = due;
    long version = leases.rules().version() + 1;
    RateDocument document = plan.document();
    TakingRules rules =
        document == null ? TakingRules.unlimited(version) : document.rules(version, due);
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
    RateDocument document = plan.document();
    return new RulesEvent(leases.rules(), document == null ? LaneTopics.ONE : document.topics());
  }

  Map<Integer, Lease> grant(long nowNanos) {
    return leases.grant(nowNanos);
  }

  /** Once a second: what to report. */
  RateReport report(long nowNanos, long nowMillis, int streams) {
    meter.sample(nowNanos);
    Instant now = Instant.ofEpochMilli(nowMillis);
    return new RateReport(
        now.toString(),
        plan.document() == null ? 0 : plan.document().version(),
        perSecond == Double.POSITIVE_INFINITY ? null : perSecond,
        plan.span(now).map(RateSchedule.Span::name).orElse(null),
        plan.isPaused(),
        problem,
        adaptation.report(),
        meter.achieved(),
        meter.depth(),
        meter.drainSeconds(),
        (long) leases.lapsed() + meter.expired(),
        streams,
        meter.lanes(),
        meter.readers());
  }
}
