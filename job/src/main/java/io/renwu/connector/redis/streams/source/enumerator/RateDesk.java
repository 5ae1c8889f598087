package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.client.RateDocument;
import io.renwu.connector.redis.streams.source.event.ReaderReport;
import io.renwu.limit.Lease;
import io.renwu.limit.Rate;
import io.renwu.limit.RateLeases;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the enumerator knows of the rate: the one that is set, what readers ask and report, what
 * they are leased. A control document that cannot be read changes nothing and is named in the
 * status. Before the first look at it nothing may pass. Does no I/O; one thread.
 */
final class RateDesk {
  /** Long enough for a slow turn of either side, short enough to lose little with a reader. */
  private static final Duration LEASE_SPAN = Duration.ofSeconds(1);

  /** Tokens that pile up while a turn of the enumerator is late. */
  private static final Duration BURST_SPAN = Duration.ofMillis(500);

  private final RateLeases leases;
  private final Map<Integer, ReaderReport> reports = new TreeMap<>();
  private final RateMeter meter = new RateMeter();
  private Optional<String> controlText;
  private RateDocument control;
  private String problem;
  private long emitted;

  RateDesk(long nowNanos) {
    Rate unknown = new Rate(0, Double.POSITIVE_INFINITY, true);
    leases = new RateLeases(LEASE_SPAN, BURST_SPAN, unknown, nowNanos);
  }

  /**
   * Takes the control document as it is now; without one, or with one that cannot be read as the
   * first, readers are unlimited.
   *
   * @return whether the rate changed: every reader has to be told
   */
  boolean control(Optional<String> text, long nowNanos) {
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
    leases.change(rate(control, leases.rate().version() + 1), nowNanos);
    return true;
  }

  /** The version counts changes seen here: a control document made anew begins at 1 again. */
  private static Rate rate(RateDocument document, long version) {
    if (document == null) {
      return Rate.unlimited(version);
    }
    double perSecond = document.rate() == null ? Double.POSITIVE_INFINITY : document.rate();
    return new Rate(version, perSecond, document.paused());
  }

  void register(int reader) {
    leases.register(reader);
    reports.remove(reader);
  }

  void remove(int reader) {
    leases.remove(reader);
    reports.remove(reader);
  }

  void report(int reader, ReaderReport report, long nowNanos) {
    ReaderReport before = reports.put(reader, report);
    emitted += report.emitted() - (before == null ? 0 : before.emitted());
    leases.ask(reader, report.version(), report.demand(), report.spent(), nowNanos);
  }

  /** What a reader has to know first, and all of them after a change. */
  Lease opening() {
    return leases.opening();
  }

  Map<Integer, Lease> grant(long nowNanos) {
    return leases.grant(nowNanos);
  }

  /** Once a second: what to report. */
  RateStatus status(long nowNanos, long nowMillis, int streams) {
    meter.sample(emitted, nowNanos);
    return new RateStatus(
        nowMillis,
        control,
        problem,
        meter.perSecond(1),
        meter.perSecond(10),
        streams,
        Map.copyOf(reports));
  }
}
