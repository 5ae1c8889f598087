package io.renwu.cli;

import io.renwu.connector.redis.streams.client.LaneDocument;
import io.renwu.connector.redis.streams.client.RateDocument;
import io.renwu.connector.redis.streams.client.RateReport;
import io.renwu.connector.redis.streams.client.RateReport.Achieved;
import io.renwu.connector.redis.streams.client.RateReport.LaneLine;
import io.renwu.connector.redis.streams.client.ScheduleDocument;
import io.renwu.connector.redis.streams.inspect.Amounts;
import io.renwu.connector.redis.streams.source.config.InitialRate;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The rules of taking and what is reached by them, for people and programs.
 *
 * @param set the rules that are set
 * @param report of the readers, empty if none reports or it is not asked for
 * @param problem why a newer document cannot be read, if there is one
 */
record RateView(RateDocument set, Optional<RateReport> report, Optional<String> problem) {
  /** Rules alone. */
  RateView(RateDocument set) {
    this(set, Optional.empty(), Optional.empty());
  }

  /** The rules where none was ever set. */
  static RateDocument unset(RenwuConfig config) {
    InitialRate initial = InitialRate.parse(config.get(Options.QUEUE_RATE_DEFAULT));
    return RateDocument.of(1, initial.perSecond(), initial.paused(), "", "", "");
  }

  private boolean isUnset() {
    return set.version() == 1 && set.by().isEmpty() && set.at().isEmpty();
  }

  private Optional<String> newerProblem() {
    return problem.or(() -> report.map(RateReport::problem));
  }

  void print(CommandSpec spec, OutputOption output) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      OutputOption.print(out, json());
    } else {
      lines().forEach(out::println);
    }
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(summary(set) + signature());
    report.map(RateReport::span).ifPresent(span -> lines.add("schedule: " + span + " holds now"));
    report.map(RateReport::adapted).ifPresent(adapted -> lines.add(AdaptiveText.line(adapted)));
    newerProblem()
        .ifPresent(
            why -> lines.add("a newer document is not in force, set the rules again: " + why));
    report.map(RateReport::loss).ifPresent(lines::add);
    report.ifPresent(reached -> lines.addAll(reached(reached)));
    if (set.lanes() != null && report.isPresent()) {
      lines.addAll(laneTable().toString().lines().map(String::stripTrailing).toList());
    }
    return lines;
  }

  private static List<String> reached(RateReport report) {
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
        "waiting: " + RateText.number((double) report.depth()) + " records, " + drained(report));
  }

  private static String drained(RateReport report) {
    if (report.depth() == 0) {
      return "nothing to drain";
    }
    return report.drainSeconds() == null
        ? "not growing less"
        : "drained in " + Amounts.span(Math.round(report.drainSeconds() * 1_000));
  }

  /** One line: rate, pause, lanes, schedule, what it follows. */
  static String summary(RateDocument rules) {
    StringBuilder line = new StringBuilder(RateText.rate(rules.rate()));
    if (rules.paused()) {
      line.append(", paused");
    }
    if (rules.burstMillis() != null) {
      line.append(", burst ").append(rules.burstMillis()).append(" ms");
    }
    if (rules.lanes() != null) {
      line.append(", lanes ").append(String.join(" ", lanes(rules)));
      if (rules.floor() != null) {
        line.append(" floor=").append(rules.floor());
      }
    }
    if (rules.schedule() != null) {
      line.append(", schedule ").append(String.join(" ", spans(rules.schedule())));
      line.append(" in ").append(rules.schedule().zone());
    }
    if (rules.adaptive() != null) {
      line.append(", ").append(AdaptiveText.summary(rules.adaptive()));
    }
    return line.toString();
  }

  private static List<String> lanes(RateDocument rules) {
    return rules.lanes().stream().map(RateText::lane).toList();
  }

  private static List<String> spans(ScheduleDocument schedule) {
    return schedule.spans().stream().map(RateText::span).toList();
  }

  private String signature() {
    if (set.by().isEmpty()) {
      return "";
    }
    String reason = set.reason().isEmpty() ? "" : ": " + set.reason();
    return " (set by " + set.by() + " at " + set.at() + reason + ")";
  }

  private Table laneTable() {
    Table table = new Table("lane", "taken/s", "over 10 s", "over 60 s", "wait p50", "wait p99");
    for (LaneLine line : report.map(RateReport::lanes).orElse(List.of())) {
      table.add(
          line.lane(),
          new Table.Figure(RateText.number(line.achieved().over1s())),
          new Table.Figure(RateText.number(line.achieved().over10s())),
          new Table.Figure(RateText.number(line.achieved().over60s())),
          new Table.Figure(waited(line.waitP50Millis())),
          new Table.Figure(waited(line.waitP99Millis())));
    }
    return table;
  }

  private static String waited(long millis) {
    return millis < 1_000 ? millis + " ms" : Amounts.span(millis);
  }

  /** For programs; docs/rate.md lists the fields. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", isUnset() ? 0 : set.version());
    json.put("rate", set.rate());
    json.put("paused", set.paused());
    json.put("burstMillis", set.burstMillis());
    json.put(
        "lanes", set.lanes() == null ? null : set.lanes().stream().map(RateView::json).toList());
    json.put("floor", set.floor());
    json.put("schedule", set.schedule() == null ? null : json(set.schedule()));
    json.put("adaptive", set.adaptive() == null ? null : AdaptiveText.json(set.adaptive()));
    json.put("by", set.by());
    json.put("at", set.at());
    json.put("reason", set.reason());
    json.put("rateNow", report.map(RateReport::rate).orElse(null));
    json.put("span", report.map(RateReport::span).orElse(null));
    json.put("problem", newerProblem().orElse(null));
    json.put("loss", report.map(RateReport::loss).orElse(null));
    json.put("adapted", report.map(RateReport::adapted).map(AdaptiveText::json).orElse(null));
    put(json, report.map(RateReport::achieved).orElse(null));
    json.put("waiting", report.map(RateReport::depth).orElse(null));
    json.put("drainSeconds", report.map(RateReport::drainSeconds).orElse(null));
    json.put("unusedTokens", report.map(RateReport::unusedTokens).orElse(null));
    json.put("readers", report.map(RateReport::readers).map(List::size).orElse(0));
    json.put(
        "achieved",
        report.map(RateReport::lanes).orElse(List.of()).stream().map(RateView::json).toList());
    return json;
  }

  private static void put(Map<String, Object> json, Achieved achieved) {
    json.put("achieved1s", achieved == null ? null : achieved.over1s());
    json.put("achieved10s", achieved == null ? null : achieved.over10s());
    json.put("achieved60s", achieved == null ? null : achieved.over60s());
  }

  private static Map<String, Object> json(LaneLine line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("lane", line.lane());
    put(json, line.achieved());
    json.put("waitP50Millis", line.waitP50Millis());
    json.put("waitP99Millis", line.waitP99Millis());
    return json;
  }

  private static Map<String, Object> json(LaneDocument lane) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", lane.name());
    json.put("topics", lane.topics());
    json.put("weight", lane.weight() == null ? 1.0 : lane.weight());
    json.put("strict", Boolean.TRUE.equals(lane.strict()));
    json.put("rate", lane.rate());
    return json;
  }

  private static Map<String, Object> json(ScheduleDocument schedule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("zone", schedule.zone());
    json.put("spans", spans(schedule));
    return json;
  }
}
