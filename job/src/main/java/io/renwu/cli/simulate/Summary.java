package io.renwu.cli.simulate;

import io.renwu.model.DeadLetter;
import io.renwu.model.DecisionCode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a simulation counted. For one thread. */
public final class Summary {
  private int accepted;
  private int rejected;
  private long events;
  private long failedConditions;
  private final TreeMap<DecisionCode, Long> decisions = new TreeMap<>();
  private final TreeMap<String, Long> grants = new TreeMap<>();
  private final TreeMap<DeadLetter.Reason, Long> deadLetters = new TreeMap<>();

  void document(boolean refused) {
    if (refused) {
      rejected++;
    } else {
      accepted++;
    }
  }

  void event(int conditionsFailed) {
    events++;
    failedConditions += conditionsFailed;
  }

  void decision(DecisionCode code) {
    decisions.merge(code, 1L, Long::sum);
  }

  void grant(String taskId) {
    grants.merge(taskId, 1L, Long::sum);
  }

  void deadLetter(DeadLetter.Reason reason) {
    deadLetters.merge(reason, 1L, Long::sum);
  }

  /** How many documents were refused. */
  public int rejected() {
    return rejected;
  }

  /** For programs. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("documents", Map.of("accepted", accepted, "rejected", rejected));
    json.put("events", events);
    json.put("decisions", decisions);
    json.put("grants", grants);
    json.put("deadLetters", deadLetters);
    json.put("failedConditions", failedConditions);
    return json;
  }

  /** For people. */
  public void print(PrintWriter out) {
    out.println("documents  " + accepted + " accepted, " + rejected + " rejected");
    out.println("events     " + events);
    print(out, "decisions", decisions);
    print(out, "grants", grants);
    print(out, "dead letters", deadLetters);
    if (failedConditions > 0) {
      out.println("conditions that failed: " + failedConditions);
    }
  }

  private static void print(PrintWriter out, String title, Map<?, Long> counts) {
    out.println(title + (counts.isEmpty() ? "  none" : ""));
    counts.forEach((name, count) -> out.printf("  %-40s %12d%n", name, count));
  }
}
