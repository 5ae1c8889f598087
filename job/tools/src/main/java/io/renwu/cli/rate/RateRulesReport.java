package io.renwu.cli.rate;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.renwu.connector.redis.streams.control.AdaptiveDocument;
import io.renwu.connector.redis.streams.control.LaneDocument;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.control.ScheduleDocument;
import io.renwu.limit.AdaptiveRate.Course;
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
      Course course,
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
  public static RateRulesReport of(RateDocument set) {
    return of(set, Optional.empty(), Optional.empty());
  }

  /**
   * A report of rules and the achieved rate.
   *
   * @param reached empty if no task job reports
   * @param problem why a newer document cannot be read, if there is one
   */
  public static RateRulesReport of(
      RateDocument set, Optional<RateReport> reached, Optional<String> problem) {
    boolean unset = set.version() == 1 && set.by().isEmpty() && set.at().isEmpty();
    return new RateRulesReport(
        unset ? 0 : set.version(),
        set.rate(),
        set.paused(),
        set.burstMillis(),
        set.lanes() == null ? null : set.lanes().stream().map(Lane::of).toList(),
        set.floor(),
        orNull(set.schedule(), Schedule::of),
        orNull(set.adaptive(), Adaptive::of),
        set.by(),
        set.at(),
        set.reason(),
        reached.map(RateReport::rate).orElse(null),
        reached.map(RateReport::span).orElse(null),
        problem.or(() -> reached.map(RateReport::problem)).orElse(null),
        reached.map(RateReport::loss).orElse(null),
        reached.map(RateReport::adapted).map(Adapted::of).orElse(null),
        reached.map(RateReport::achieved).map(Achieved::of).orElse(Achieved.UNKNOWN),
        reached.map(RateReport::depth).orElse(null),
        reached.map(RateReport::drainSeconds).orElse(null),
        reached.map(RateReport::unusedTokens).orElse(null),
        reached.map(report -> report.readers().size()).orElse(0),
        reached.map(RateReport::lanes).orElse(List.of()).stream().map(LaneAchieved::of).toList());
  }

  private static <T, R> @Nullable R orNull(@Nullable T value, Function<T, R> report) {
    return value == null ? null : report.apply(value);
  }
}
