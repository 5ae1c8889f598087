package io.renwu.connector.redis.streams.source.enumerator;

import static java.util.Objects.requireNonNull;

import io.renwu.connector.redis.streams.control.RateReport.Achieved;
import io.renwu.connector.redis.streams.control.RateReport.LaneLine;
import io.renwu.connector.redis.streams.control.RateReport.ReaderLine;
import io.renwu.connector.redis.streams.source.event.LaneReport;
import io.renwu.connector.redis.streams.source.event.ReaderReport;
import io.renwu.limit.Lane;
import io.renwu.limit.ReadRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Sums up what the readers report: the rate of all records and of each lane. Not thread-safe. */
final class ReadRateMeter {
  private final Map<Integer, ReaderReport> reports = new TreeMap<>();
  private final RateMeter whole = new RateMeter();
  private final RateMeter depth = new RateMeter();
  private final Map<String, LaneMeter> lanes = new LinkedHashMap<>();
  private ReadRules rules;
  private long emitted;
  private long expired;

  ReadRateMeter(ReadRules rules) {
    renew(rules);
  }

  /** Applies new rules; lanes that exist in both keep their counts. */
  void renew(ReadRules newer) {
    rules = newer;
    List<String> names = newer.lanes().all().stream().map(Lane::name).toList();
    lanes.keySet().retainAll(names);
    names.forEach(name -> lanes.computeIfAbsent(name, key -> new LaneMeter()));
  }

  void forget(int reader) {
    reports.remove(reader);
  }

  void report(int reader, ReaderReport report) {
    ReaderReport before = reports.put(reader, report);
    emitted += report.emitted() - (before == null ? 0 : before.emitted());
    expired += report.expired() - (before == null ? 0 : before.expired());
    if (report.version() != rules.version()) {
      return;
    }
    boolean sameRules = before != null && before.version() == report.version();
    for (int lane = 0; lane < report.lanes().size(); lane++) {
      long laneBefore = sameRules ? before.lanes().get(lane).emitted() : 0;
      lane(rules.lanes().all().get(lane)).emitted +=
          report.lanes().get(lane).emitted() - laneBefore;
    }
  }

  /** Called once a second. */
  void sample(long nowNanos) {
    whole.sample(emitted, nowNanos);
    depth.sample(depth(), nowNanos);
    lanes.values().forEach(lane -> lane.meter.sample(lane.emitted, nowNanos));
  }

  List<ReaderLine> readers() {
    return reports.entrySet().stream()
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static ReaderLine line(int reader, ReaderReport report) {
    return new ReaderLine(
        reader,
        report.emitted(),
        report.ready(),
        report.depth(),
        report.oldestAgeMillis(),
        report.throttledMillis());
  }

  Achieved achieved() {
    return whole.achieved();
  }

  /** Tokens that expired unused at the readers. */
  long expired() {
    return expired;
  }

  /** The sum of the offsets between the readers and the ends of their streams. */
  long depth() {
    return reports.values().stream().mapToLong(ReaderReport::depth).sum();
  }

  /**
   * Seconds until the backlog is empty at the rate of the last ten seconds; 0 = no backlog, null =
   * the backlog does not shrink.
   */
  @Nullable Double drainSeconds() {
    double growth = depth.perSecond(10);
    if (depth() == 0) {
      return 0.0;
    }
    return growth < 0 ? Math.round(10 * depth() / -growth) / 10.0 : null;
  }

  List<LaneLine> lanes() {
    List<LaneLine> all = new ArrayList<>();
    for (int index = 0; index < rules.lanes().count(); index++) {
      Lane lane = rules.lanes().all().get(index);
      all.add(
          new LaneLine(
              lane.name(),
              amounts(index, report -> report.demand().ready()).stream().mapToLong(n -> n).sum(),
              lane(lane).meter.achieved(),
              amounts(index, LaneReport::waitP50Millis).stream().mapToLong(n -> n).max().orElse(0),
              amounts(index, LaneReport::waitP99Millis).stream()
                  .mapToLong(n -> n)
                  .max()
                  .orElse(0)));
    }
    return all;
  }

  private LaneMeter lane(Lane lane) {
    return requireNonNull(lanes.get(lane.name()), "every lane of the rules has a meter");
  }

  private List<Long> amounts(int lane, ToLongFunction<LaneReport> amount) {
    return reports.values().stream()
        .filter(report -> report.version() == rules.version())
        .map(report -> amount.applyAsLong(report.lanes().get(lane)))
        .toList();
  }

  private static final class LaneMeter {
    private final RateMeter meter = new RateMeter();
    private long emitted;
  }
}
