package io.renwu.cli.simulate;

import io.renwu.model.DeadLetter;
import io.renwu.model.DecisionCode;
import io.renwu.model.Grant;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a simulation counted. Not thread-safe. */
public final class Summary {
  private int accepted;
  private int rejected;
  private long events;
  private long failedConditions;
  private final TreeMap<DecisionCode, Long> decisions = new TreeMap<>();
  private final TreeMap<String, Long> grants = new TreeMap<>();
  private final TreeMap<String, Long> otherGrants = new TreeMap<>();
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

  /** Counts what is to be paid: neither what a budget refused, nor shadows, nor withdrawals. */
  void grant(Grant grant) {
    if (grant.outcome() == Grant.Outcome.GRANTED && !grant.shadow() && !grant.revoked()) {
      grants.merge(grant.taskId(), 1L, Long::sum);
    } else {
      otherGrants.merge(kind(grant), 1L, Long::sum);
    }
  }

  private static String kind(Grant grant) {
    return (grant.shadow() ? "SHADOW " : "") + (grant.revoked() ? "REVOKED" : grant.outcome());
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
    json.put("otherGrants", otherGrants);
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
    if (!otherGrants.isEmpty()) {
      print(out, "grant records that pay nothing", otherGrants);
    }
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
