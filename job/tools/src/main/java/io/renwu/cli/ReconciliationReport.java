package io.renwu.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.renwu.reconcile.Difference;
import io.renwu.reconcile.Differences;
import io.renwu.reconcile.Doubt;
import io.renwu.reconcile.kafka.Figures;
import io.renwu.reconcile.kafka.Reconciliation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A reconciliation, for people and for programs. */
final class ReconciliationReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Reconciliation result;
  private final Set<Difference.Kind> kinds;

  /**
   * A report.
   *
   * @param kinds of differences that are shown
   */
  ReconciliationReport(Reconciliation result, Set<Difference.Kind> kinds) {
    this.result = result;
    this.kinds = kinds;
  }

  /** How many differences of the kinds there are. */
  long total() {
    return kinds.stream().mapToLong(result.differences()::count).sum();
  }

  private List<Difference> shown() {
    return result.differences().first().stream()
        .filter(difference -> kinds.contains(difference.kind()))
        .toList();
  }

  /** What was counted, the differences by task, and the first of them. */
  void print(PrintWriter out) {
    Figures figures = result.figures();
    out.println(
        figures.events()
            + " events of "
            + figures.topics()
            + " topics evaluated, "
            + figures.deadLetters()
            + " dead letters left out");
    out.println(
        "grants of the window: "
            + figures.expectedGrants()
            + " expected, "
            + figures.foundGrants()
            + " found, "
            + figures.pendingGrants()
            + " to come");
    if (kinds.contains(Difference.Kind.ALTERED_PROGRESS)) {
      out.println(
          "progress of the window: "
              + figures.comparedProgress()
              + " keys compared, "
              + figures.pendingProgress()
              + " to change");
    }
    if (figures.unpublished() > 0) {
      out.println(
          figures.unpublished()
              + " events came before a task that names their behavior was published;"
              + " --versions effective counts them");
    }
    if (total() > 0) {
      out.print(byTask());
      out.print(details());
      if (shown().size() < total()) {
        out.println("the first " + shown().size() + " of " + total() + "; --limit shows more");
      }
    }
    out.flush();
  }

  private Table byTask() {
    Table table = new Table("TASK", "DIFFERENCE", "COUNT");
    Differences differences = result.differences();
    differences
        .byTask()
        .forEach(
            (task, counts) ->
                counts.forEach(
                    (kind, count) -> {
                      if (kinds.contains(kind)) {
                        table.add(task, word(kind), count);
                      }
                    }));
    return table;
  }

  private Table details() {
    Table table = new Table("DIFFERENCE", "TASK", "USER", "PERIOD", "ID", "DETAIL");
    for (Difference difference : shown()) {
      table.add(
          word(difference.kind()),
          difference.taskId(),
          difference.userId(),
          difference.period(),
          difference.id(),
          difference.detail());
    }
    return table;
  }

  private static String word(Difference.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Why the result may be wrong, a line each. */
  static void print(PrintWriter err, List<Doubt> doubts) {
    for (Doubt doubt : doubts) {
      err.println(doubt.kind().name().toLowerCase(Locale.ROOT) + ": " + doubt.text());
    }
  }

  /** The same for programs. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("figures", JSON.convertValue(result.figures(), Map.class));
    Map<String, Object> counts = new LinkedHashMap<>();
    for (Difference.Kind kind : kinds) {
      counts.put(kind.name(), result.differences().count(kind));
    }
    json.put("counts", counts);
    json.put("differences", shown().stream().map(ReconciliationReport::json).toList());
    json.put(
        "doubts",
        result.doubts().stream()
            .map(doubt -> Map.of("kind", doubt.kind().name(), "text", doubt.text()))
            .toList());
    return json;
  }

  private static Map<String, Object> json(Difference difference) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", difference.kind().name());
    json.put("id", difference.id());
    json.put("taskId", difference.taskId());
    json.put("userId", difference.userId());
    json.put("period", difference.period());
    json.put("detail", difference.detail());
    json.put("expected", tree(difference.expected()));
    json.put("found", tree(difference.found()));
    return json;
  }

  private static JsonNode tree(byte[] record) {
    try {
      return record == null ? null : JSON.readTree(record);
    } catch (IOException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }
}
