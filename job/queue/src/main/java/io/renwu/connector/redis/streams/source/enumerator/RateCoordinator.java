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
 * Coordinates the rate of all readers: holds the rules in force ({@link ControlDocuments} selects
 * them), collects what readers need and report, and leases tokens. No record may be read before the
 * first document is known, or while reading is closed. Does no I/O; not thread-safe.
 */
final class RateCoordinator {
  /** Long enough for a slow round trip, short enough to lose little when a reader fails. */
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
   * Creates a coordinator that has seen no document yet.
   *
   * @param maxDriftMillis how far a reader may run ahead of a slower one, in event time
   * @param initial applies until a document is set
   * @param lastDocument the document that was in force at the checkpoint; null = none
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
   * Handles the control document that Redis has now.
   *
   * @return whether the rules changed and must be sent to every reader
   */
  boolean updateDocument(Optional<String> text, long nowNanos, long nowMillis) {
    if (!documents.update(text, Instant.ofEpochMilli(nowMillis))) {
      return false;
    }
    RateDocument document = documents.inForce();
    plan = RatePlan.of(document, initial);
    rateAdaptation.renew(document == null ? null : document.adaptive(), nowNanos);
    renew(dueRate(nowNanos, nowMillis), nowNanos);
    return true;
  }

  /** The selection of the control document in force. */
  ControlDocuments documents() {
    return documents;
  }

  /**
   * Closes or opens reading.
   *
   * @return whether this changed the rules, which must be sent to every reader
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
   * Applies the schedule and the adaptive rate.
   *
   * @return whether the rate changed and must be sent to every reader
   */
  boolean updateRate(long nowNanos, long nowMillis) {
    if (!documents.isKnown()) {
      return false;
    }
    double due = dueRate(nowNanos, nowMillis);
    if (due == perSecond) {
      return false;
    }
    renew(due, nowNanos);
    return true;
  }

  private double dueRate(long nowNanos, long nowMillis) {
    return rateAdaptation.perSecond(
        plan.perSecond(Instant.ofEpochMilli(nowMillis)), plan.isPaused(), nowNanos);
  }

  /** The adaptive rate. */
  RateAdaptation adaptation() {
    return rateAdaptation;
  }

  /**
   * The version counts the changes seen here, because a recreated control document begins at 1
   * again.
   */
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
    leases.changeRules(rules, nowNanos);
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

  /** Handles that a reader got streams: its position is unknown until it reports. */
  void assigned(int reader) {
    drift.forget(reader);
  }

  void report(int reader, ReaderReport report, long nowNanos) {
    meter.report(reader, report);
    List<LaneDemand> demands = report.lanes().stream().map(lane -> lane.demand()).toList();
    leases.recordDemand(reader, report.version(), demands, nowNanos);
    if (report.version() == leases.rules().version()) {
      drift.report(reader, report.lanes().stream().map(LaneReport::positionMillis).toList());
    }
  }

  /** The rules for a new reader, and for all readers after a change. */
  RulesEvent rulesEvent() {
    return new RulesEvent(leases.rules(), topics);
  }

  /**
   * The bounds up to which readers may read, if they changed or a reader does not know them.
   *
   * @param readers the number of readers whose positions must be known before a record may be read
   * @param aligned whether no reader has to wait for another
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

  /** The report, made once a second. */
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
