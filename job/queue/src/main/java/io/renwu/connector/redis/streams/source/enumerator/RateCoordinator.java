package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.LaneTopics;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.source.config.InitialRate;
import io.renwu.connector.redis.streams.source.event.BoundsEvent;
import io.renwu.connector.redis.streams.source.event.LaneReport;
import io.renwu.connector.redis.streams.source.event.ReaderReport;
import io.renwu.connector.redis.streams.source.event.RulesEvent;
import io.renwu.limit.DriftBounds;
import io.renwu.limit.LaneDemand;
import io.renwu.limit.RateLeases;
import io.renwu.limit.RateSchedule;
import io.renwu.limit.ReadRules;
import io.renwu.limit.TokenLease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the enumerator knows of the rules: those that are set, what readers ask and report, what
 * they are leased. Which document is in force {@link ControlDocuments} decides. Before the first
 * look at it, and while the desk is closed, nothing may pass. Does no I/O; not thread-safe.
 */
final class RateCoordinator {
  /** Long enough for a slow turn of either side, short enough to lose little with a reader. */
  private static final Duration LEASE_SPAN = Duration.ofSeconds(1);

  private final RateLeases leases;
  private final ReadRateMeter meter;
  private final DriftBounds drift;
  private LaneTopics topics = LaneTopics.ONE;
  private List<Long> bounds = List.of();
  private final InitialRate initial;
  private final ControlDocuments documents;
  private final RateAdaptation rateAdaptation = new RateAdaptation();
  private RatePlan plan;
  private boolean closed;
  private double perSecond = Double.POSITIVE_INFINITY;

  /**
   * A desk before its first look.
   *
   * @param maxDriftMillis by how much event time a reader may run ahead of one that is behind
   * @param initial holds while no document was ever set
   * @param lastDocument the document that was in force at the checkpoint, or null
   */
  RateCoordinator(
      long maxDriftMillis, InitialRate initial, @Nullable String lastDocument, long nowNanos) {
    this.initial = initial;
    documents = new ControlDocuments(lastDocument);
    plan = RatePlan.of(documents.inForce(), initial);
    drift = new DriftBounds(maxDriftMillis);
    ReadRules closed = ReadRules.closed(0);
    leases = new RateLeases(LEASE_SPAN, closed, nowNanos);
    meter = new ReadRateMeter(closed);
  }

  /**
   * Takes the control document as it is now in Redis.
   *
   * @return whether the rules changed: every reader has to be told
   */
  boolean control(Optional<String> text, long nowNanos, long nowMillis) {
    if (!documents.look(text, Instant.ofEpochMilli(nowMillis))) {
      return false;
    }
    RateDocument document = documents.inForce();
    plan = RatePlan.of(document, initial);
    rateAdaptation.renew(document == null ? null : document.adaptive(), nowNanos);
    renew(due(nowNanos, nowMillis), nowNanos);
    return true;
  }

  /** Which control document is in force, and what Redis has in its place. */
  ControlDocuments documents() {
    return documents;
  }

  /**
   * Lets nothing pass, or again what the rules let.
   *
   * @return whether that changed: every reader has to be told
   */
  boolean close(boolean nowClosed, long nowNanos) {
    if (closed == nowClosed) {
      return false;
    }
    closed = nowClosed;
    renew(perSecond, nowNanos);
    return true;
  }

  /**
   * Looks at the schedule and at what comes behind.
   *
   * @return whether another rate is due than before: every reader has to be told
   */
  boolean look(long nowNanos, long nowMillis) {
    if (!documents.isKnown()) {
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
    return rateAdaptation.perSecond(
        plan.perSecond(Instant.ofEpochMilli(nowMillis)), plan.isPaused(), nowNanos);
  }

  /** How the rate follows what comes behind. */
  RateAdaptation adaptation() {
    return rateAdaptation;
  }

  /** The version counts changes seen here: a control document made anew begins at 1 again. */
  private void renew(double due, long nowNanos) {
    perSecond = due;
    long version = leases.rules().version() + 1;
    boolean open = documents.isKnown() && !closed;
    RateDocument document = open ? plan.document() : null;
    ReadRules rules = open ? plan.rules(version, due) : ReadRules.closed(version);
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

  Map<Integer, TokenLease> grant(long nowNanos) {
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
        documents.problem(),
        documents.loss(),
        documents.losses(),
        rateAdaptation.report(),
        meter.achieved(),
        meter.depth(),
        meter.drainSeconds(),
        (long) leases.lapsed() + meter.expired(),
        streams,
        meter.lanes(),
        meter.readers());
  }
}
