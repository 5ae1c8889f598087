package io.renwu.cli.rate;

import io.renwu.cli.Table;
import io.renwu.connector.redis.streams.control.LaneDocument;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.connector.redis.streams.control.RateReport.Achieved;
import io.renwu.connector.redis.streams.control.RateReport.LaneLine;
import io.renwu.connector.redis.streams.control.ScheduleDocument;
import io.renwu.connector.redis.streams.inspect.AmountText;
import io.renwu.connector.redis.streams.source.config.InitialRate;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Formats the rate rules and the achieved rate for a terminal.
 *
 * @param rules the rules that are set
 * @param report the report of the readers; empty if none reports, or for rules only
 * @param problem why a newer document cannot be read, if there is one
 */
record RateView(RateDocument rules, Optional<RateReport> report, Optional<String> problem) {
  /** A view of rules only. */
  RateView(RateDocument rules) {
    this(rules, Optional.empty(), Optional.empty());
  }

  /** The rules in force if none were ever set. */
  static RateDocument defaultRules(RenwuConfig config) {
    InitialRate initial = InitialRate.parse(config.get(Options.QUEUE_RATE_DEFAULT));
    return RateDocument.of(1, initial.perSecond(), initial.paused(), "", "", "");
  }

  private Optional<String> newerProblem() {
    return problem.or(() -> report.map(RateReport::problem));
  }

  String text() {
    String end = System.lineSeparator();
    return String.join(end, lines()) + end;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(summary(rules) + signature());
    report.map(RateReport::span).ifPresent(span -> lines.add("schedule: " + span + " applies now"));
    report.map(RateReport::adapted).ifPresent(adapted -> lines.add(AdaptiveView.line(adapted)));
    newerProblem()
        .ifPresent(
            why -> lines.add("a newer document is not in force; set the rules again: " + why));
    report.map(RateReport::loss).ifPresent(lines::add);
    report.ifPresent(current -> lines.addAll(achievedLines(current)));
    if (rules.lanes() != null && report.isPresent()) {
      lines.addAll(laneTable().toString().lines().map(String::stripTrailing).toList());
    }
    return lines;
  }

  private static List<String> achievedLines(RateReport report) {
    Achieved achieved = report.achieved();
    return List.of(
        "achieved: "
            + RateText.number(achieved.over1s())
            + " records/s over 1 s, "
            + RateText.number(achieved.over10s())
            + " over 10 s, "
            + RateText.number(achieved.over60s())
            + " over 60 s, with "
            + report.readers().size()
            + (report.readers().size() == 1 ? " reader" : " readers"),
        "waiting: " + RateText.number((double) report.depth()) + " records, " + drainText(report));
  }

  private static String drainText(RateReport report) {
    if (report.depth() == 0) {
      return "nothing to drain";
    }
    return report.drainSeconds() == null
        ? "not shrinking"
        : "drained in " + AmountText.span(Math.round(report.drainSeconds() * 1_000));
  }

  /** One line: rate, pause, burst, lanes, schedule, adaptive rate. */
  static String summary(RateDocument rules) {
    StringBuilder line = new StringBuilder(RateText.rate(rules.rate()));
    if (rules.paused()) {
      line.append(", paused");
    }
    if (rules.burstMillis() != null) {
      line.append(", burst ").append(rules.burstMillis()).append(" ms");
    }
    if (rules.lanes() != null) {
      line.append(", lanes ").append(String.join(" ", lanes(rules.lanes())));
      if (rules.floor() != null) {
        line.append(" floor=").append(rules.floor());
      }
    }
    if (rules.schedule() != null) {
      line.append(", schedule ").append(String.join(" ", spans(rules.schedule())));
      line.append(" in ").append(rules.schedule().zone());
    }
    if (rules.adaptive() != null) {
      line.append(", ").append(AdaptiveView.summary(rules.adaptive()));
    }
    return line.toString();
  }

  private static List<String> lanes(List<LaneDocument> lanes) {
    return lanes.stream().map(RateText::lane).toList();
  }

  private static List<String> spans(ScheduleDocument schedule) {
    return schedule.spans().stream().map(RateText::span).toList();
  }

  private String signature() {
    if (rules.by().isEmpty()) {
      return "";
    }
    String reason = rules.reason().isEmpty() ? "" : ": " + rules.reason();
    return " (set by " + rules.by() + " at " + rules.at() + reason + ")";
  }

  private Table laneTable() {
    Table table = new Table("lane", "taken/s", "over 10 s", "over 60 s", "wait p50", "wait p99");
    for (LaneLine line : report.map(RateReport::lanes).orElse(List.of())) {
      table.add(
          line.lane(),
          new Table.Figure(RateText.number(line.achieved().over1s())),
          new Table.Figure(RateText.number(line.achieved().over10s())),
          new Table.Figure(RateText.number(line.achieved().over60s())),
          new Table.Figure(waitText(line.waitP50Millis())),
          new Table.Figure(waitText(line.waitP99Millis())));
    }
    return table;
  }

  private static String waitText(long millis) {
    return millis < 1_000 ? millis + " ms" : AmountText.span(millis);
  }
}
