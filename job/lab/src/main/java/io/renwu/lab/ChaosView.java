package io.renwu.lab;

import io.renwu.chaos.ChaosReport;
import io.renwu.chaos.FaultResult;
import io.renwu.cli.OutputOption;
import io.renwu.cli.Table;
import io.renwu.cli.Table.Figure;
import io.renwu.connector.redis.streams.inspect.Amounts;
import io.renwu.demo.recount.RecountReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A chaos run's report as people and programs read it; docs/chaos.md lists the fields. */
record ChaosView(ChaosReport report) {
  private static final int MOST_NAMED = 10;

  void print(PrintWriter out, OutputOption output) {
    if (output.isJson()) {
      OutputOption.print(out, json());
    } else {
      out.print(text());
      out.flush();
    }
  }

  String text() {
    String line = System.lineSeparator();
    StringBuilder text = new StringBuilder();
    Table table = new Table("FAULT", "TIMES", "RECOVERY P50", "P99", "LONGEST", "FAILED");
    report.byKind().forEach((kind, faults) -> add(table, kind.word(), faults));
    add(table, "all", report.faults());
    text.append(table).append(line);
    report.leftOut().forEach((kind, why) -> row(text, "left out", kind.word() + ": " + why));
    row(text, "records", report.records());
    report.rewards().ifPresent(rewards -> rewards(text, rewards));
    row(text, "seed", report.settings().seed());
    row(text, "took", Amounts.span(report.took().toMillis()));
    problems().forEach(problem -> row(text, "problem", problem));
    row(text, "result", report.good() ? "good" : "FOUND FAULTS");
    return text.toString();
  }

  private static void rewards(StringBuilder text, RecountReport rewards) {
    row(text, "rewards due", rewards.due());
    row(text, "lost", counted(rewards.missing()));
    row(text, "duplicated", counted(rewards.doubled()));
    row(text, "not due", counted(rewards.unexpected()));
    row(text, "wrong", counted(rewards.wrong()));
    row(text, "dead letters", rewards.deadLetters() + ", due " + rewards.deadLettersDue());
    row(
        text,
        "not judged",
        rewards.excluded().isEmpty() ? "-" : String.join(", ", rewards.excluded()));
  }

  private static String counted(List<?> found) {
    StringBuilder text = new StringBuilder().append(found.size());
    found.stream().limit(MOST_NAMED).forEach(one -> text.append("; ").append(one));
    return text.toString();
  }

  private static void row(StringBuilder text, String name, Object value) {
    text.append(String.format("%-13s", name)).append(value).append(System.lineSeparator());
  }

  private static void add(Table table, String name, List<FaultResult> faults) {
    table.add(
        name,
        faults.size(),
        span(ChaosReport.recovery(faults, 50)),
        span(ChaosReport.recovery(faults, 99)),
        span(ChaosReport.recovery(faults, 100)),
        failed(faults));
  }

  private static long failed(List<FaultResult> faults) {
    return faults.stream().filter(fault -> !fault.problems().isEmpty()).count();
  }

  private static Figure span(OptionalLong millis) {
    return millis.isPresent() ? new Figure(Amounts.span(millis.getAsLong())) : null;
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (FaultResult fault : report.faults()) {
      fault
          .problems()
          .forEach(
              problem ->
                  problems.add(
                      "#"
                          + fault.fault().number()
                          + " "
                          + fault.fault().kind().word()
                          + ": "
                          + problem));
    }
    problems.addAll(report.problems());
    return problems;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("good", report.good());
    json.put("seed", report.settings().seed());
    json.put("planned", report.settings().faults());
    json.put("tookMillis", report.took().toMillis());
    json.put("records", report.records());
    json.put("rewards", report.rewards().map(RecountReport::due).orElse(null));
    json.put("lost", report.rewards().map(rewards -> rewards.missing().size()).orElse(null));
    json.put("duplicated", report.rewards().map(rewards -> rewards.doubled().size()).orElse(null));
    json.put("notDue", report.rewards().map(rewards -> rewards.unexpected().size()).orElse(null));
    json.put("wrong", report.rewards().map(rewards -> rewards.wrong().size()).orElse(null));
    json.put("deadLetters", report.rewards().map(RecountReport::deadLetters).orElse(null));
    json.put("deadLettersDue", report.rewards().map(RecountReport::deadLettersDue).orElse(null));
    json.put("recoveryMillis", recovery(report.faults()));
    Map<String, Object> kinds = new LinkedHashMap<>();
    report.byKind().forEach((kind, faults) -> kinds.put(kind.word(), kind(faults)));
    json.put("kinds", kinds);
    Map<String, Object> leftOut = new LinkedHashMap<>();
    report.leftOut().forEach((kind, why) -> leftOut.put(kind.word(), why));
    json.put("leftOut", leftOut);
    json.put("faults", report.faults().stream().map(ChaosView::fault).toList());
    json.put("problems", problems());
    return json;
  }

  private static Map<String, Object> kind(List<FaultResult> faults) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("times", faults.size());
    json.put("failed", failed(faults));
    json.put("recoveryMillis", recovery(faults));
    return json;
  }

  private static Map<String, Object> recovery(List<FaultResult> faults) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("p50", number(ChaosReport.recovery(faults, 50)));
    json.put("p99", number(ChaosReport.recovery(faults, 99)));
    json.put("longest", number(ChaosReport.recovery(faults, 100)));
    return json;
  }

  private static Map<String, Object> fault(FaultResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", result.fault().number());
    json.put("kind", result.fault().kind().word());
    json.put("target", result.target());
    json.put("at", result.at().toString());
    json.put("outageMillis", result.fault().outageMillis());
    json.put("joined", result.fault().joined());
    json.put("recoveryMillis", number(result.recoveryMillis()));
    json.put("remarks", result.remarks());
    json.put("problems", result.problems());
    return json;
  }

  private static Long number(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
