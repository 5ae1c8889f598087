package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.LaneTopics;
import io.renwu.connector.redis.streams.client.RateDocument;
import io.renwu.connector.redis.streams.client.RateReport;
import io.renwu.connector.redis.streams.source.event.BoundsEvent;
import io.renwu.connector.redis.streams.source.event.LaneReport;
import io.renwu.connector.redis.streams.source.event.ReaderReport;
import io.renwu.connector.redis.streams.source.event.RulesEvent;
import io.renwu.limit.DriftBounds;
import io.renwu.limit.LaneDemand;
import io.renwu.limit.Lease;
import io.renwu.limit.RateLeases;
import io.renwu.limit.RateSchedule;
import io.renwu.limit.TakingRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
  private final DriftBounds drift;
  private LaneTopics topics = LaneTopics.ONE;
  private List<Long> bounds = List.of();
  private Optional<String> controlText;
  private RatePlan plan = RatePlan.UNLIMITED;
  private final Adaptation adaptation = new Adaptation();
  private String problem;
  private double perSecond = Double.POSITIVE_INFINITY;

  /**
   * A desk that knows nothing yet.
   *
   * @param maxDriftMillis by how much event time a reader may run ahead of one that is behind
   */
  RateDesk(long maxDriftMillis, long nowNanos) {
    drift = new DriftBounds(maxDriftMillis);
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
    LaneTopics before = topics;
    topics = document == null ? LaneTopics.ONE : document.topics();
    if (!topics.equals(before) || rules.lanes().count() != leases.rules().lanes().count()) {
      drift.clear();
    }
    bounds = List.of();
    leases.change(rules, nowNanos);
    meter.renew(rules);
  }

  void register(int reader) {
    leases.register(reader);
    drift.forget(reader);
    bounds = List.of();
    meter.forget(reader);
  }

  void remove(int reader) {
    leases.remove(reader);
    drift.forget(reader);
    meter.forget(reader);
  }

  /** A reader is given streams: how far it has come is not known until it says so. */
  void assigned(int reader) {
    drift.forget(reader);
  }

  void report(int reader, ReaderReport report, long nowNanos) {
    meter.report(reader, report);
    List<LaneDemand> demands = report.lanes().stream().map(lane -> lane.demand()).toList();
    leases.ask(reader, report.version(), demands, nowNanos);
    if (report.version() == leases.rules().version()) {
      drift.report(reader, report.lanes().stream().map(LaneReport::positionMillis).toList());
    }
  }

  /** What a reader has to know first, and all of them after a change. */
  RulesEvent opening() {
    return new RulesEvent(leases.rules(), topics);
  }

  /**
   * How far readers may take, if that is other than it was, or somebody does not know it.
   *
   * @param readers without whose positions nothing may pass
   * @param aligned nobody has to wait for anybody
   */
  Optional<BoundsEvent> bounds(int readers, boolean aligned) {
    int lanes = leases.rules().lanes().count();
    List<Long> now =
        aligned ? Collections.nCopies(lanes, DriftBounds.NONE) : drift.bounds(lanes, readers);
    if (now.equals(bounds)) {
      return Optional.empty();
    }
    bounds = now;
    return Optional.of(new BoundsEvent(leases.rules().version(), new ArrayList<>(now)));
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
