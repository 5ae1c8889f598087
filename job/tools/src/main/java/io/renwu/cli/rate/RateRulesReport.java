package io.renwu.cli.rate;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.renwu.connector.redis.streams.control.AdaptiveDocument;
import io.renwu.connector.redis.streams.control.LaneDocument;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.control.ScheduleDocument;
import io.renwu.limit.AdaptiveRate.Phase;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rate rules and the achieved rate; docs/rate.md lists the fields.
 *
 * @param version 0 if no rules were ever set
 * @param rateNow the rate in force; if no task job reports, this and the following fields but
 *     {@code problem} are null, {@code readers} is 0 and {@code achieved} empty
 * @param achieved the achieved rate by lane
 */
public record RateRulesReport(
    long version,
    @Nullable Double rate,
    boolean paused,
    @Nullable Long burstMillis,
    @Nullable List<Lane> lanes,
    @Nullable Double floor,
    @Nullable Schedule schedule,
    @Nullable Adaptive adaptive,
    String by,
    String at,
    String reason,
    @Nullable Double rateNow,
    @Nullable String span,
    @Nullable String problem,
    @Nullable String loss,
    @Nullable Adapted adapted,
    @JsonUnwrapped Achieved total,
    @Nullable Long waiting,
    @Nullable Double drainSeconds,
    @Nullable Long unusedTokens,
    int readers,
    List<LaneAchieved> achieved) {

  /** A lane. */
  record Lane(
      String name, List<String> topics, double weight, boolean strict, @Nullable Double rate) {
    private static Lane of(LaneDocument lane) {
      return new Lane(
          lane.name(),
          lane.topics(),
          lane.weight() == null ? 1.0 : lane.weight(),
          Boolean.TRUE.equals(lane.strict()),
          lane.rate());
    }
  }

  /** The schedule of rates. */
  record Schedule(String zone, List<String> spans) {
    private static Schedule of(ScheduleDocument schedule) {
      return new Schedule(schedule.zone(), schedule.spans().stream().map(RateText::span).toList());
    }
  }

  /** The settings of the adaptive rate. */
  record Adaptive(String signal, double maxLag, double floor, double ceiling, long everySeconds) {
    private static Adaptive of(AdaptiveDocument adaptive) {
      return new Adaptive(
          adaptive.signal(),
          adaptive.maxLag(),
          adaptive.floor(),
          adaptive.ceiling(),
          adaptive.rule().step().toSeconds());
    }
  }

  /** The state of the adaptive rate. */
  record Adapted(
      String signal,
      @Nullable Double lag,
      @Nullable String readAt,
      double rate,
      Phase course,
      @Nullable String problem) {
    private static Adapted of(RateReport.Adapted adapted) {
      return new Adapted(
          adapted.signal(),
          adapted.lag(),
          adapted.readAt(),
          adapted.perSecond(),
          adapted.course(),
          adapted.problem());
    }
  }

  /** Records per second; null if no task job reports. */
  record Achieved(
      @Nullable Double achieved1s, @Nullable Double achieved10s, @Nullable Double achieved60s) {
    private static final Achieved UNKNOWN = new Achieved(null, null, null);

    private static Achieved of(RateReport.Achieved achieved) {
      return new Achieved(achieved.over1s(), achieved.over10s(), achieved.over60s());
    }
  }

  /** The achieved rate of a lane, and how long its records waited. */
  record LaneAchieved(
      String lane, @JsonUnwrapped Achieved achieved, long waitP50Millis, long waitP99Millis) {
    private static LaneAchieved of(RateReport.LaneLine line) {
      return new LaneAchieved(
          line.lane(), Achieved.of(line.achieved()), line.waitP50Millis(), line.waitP99Millis());
    }
  }

  /** A report of rules only. */
  public static RateRulesReport of(RateDocument rules) {
    return of(rules, Optional.empty(), Optional.empty());
  }

  /**
   * A report of rules and the achieved rate.
   *
   * @param report empty if no task job reports
   * @param problem why a newer document cannot be read, if there is one
   */
  public static RateRulesReport of(
      RateDocument rules, Optional<RateReport> report, Optional<String> problem) {
    boolean unset = rules.version() == 1 && rules.by().isEmpty() && rules.at().isEmpty();
    return new RateRulesReport(
        unset ? 0 : rules.version(),
        rules.rate(),
        rules.paused(),
        rules.burstMillis(),
        rules.lanes() == null ? null : rules.lanes().stream().map(Lane::of).toList(),
        rules.floor(),
        orNull(rules.schedule(), Schedule::of),
        orNull(rules.adaptive(), Adaptive::of),
        rules.by(),
        rules.at(),
        rules.reason(),
        report.map(RateReport::rate).orElse(null),
        report.map(RateReport::span).orElse(null),
        problem.or(() -> report.map(RateReport::problem)).orElse(null),
        report.map(RateReport::loss).orElse(null),
        report.map(RateReport::adapted).map(Adapted::of).orElse(null),
        report.map(RateReport::achieved).map(Achieved::of).orElse(Achieved.UNKNOWN),
        report.map(RateReport::depth).orElse(null),
        report.map(RateReport::drainSeconds).orElse(null),
        report.map(RateReport::unusedTokens).orElse(null),
        report.map(reported -> reported.readers().size()).orElse(0),
        report.map(RateReport::lanes).orElse(List.of()).stream().map(LaneAchieved::of).toList());
  }

  private static <T, R> @Nullable R orNull(@Nullable T value, Function<T, R> report) {
    return value == null ? null : report.apply(value);
  }
}
