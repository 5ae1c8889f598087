package io.renwu.cli.simulate;

import io.renwu.model.DeadLetter;
import io.renwu.model.DecisionCode;
import io.renwu.model.Grant;
import java.util.TreeMap;

/** Counts the inputs and outputs of a simulation. Not thread-safe. */
public final class SimulationCounts {
  private int accepted;
  private int rejected;
  private long events;
  private long failedConditions;
  private final TreeMap<DecisionCode, Long> decisions = new TreeMap<>();
  private final TreeMap<String, Long> grants = new TreeMap<>();
  private final TreeMap<String, Long> otherGrants = new TreeMap<>();
  private final TreeMap<DeadLetter.Reason, Long> deadLetters = new TreeMap<>();

  void addDocument(boolean refused) {
    if (refused) {
      rejected++;
    } else {
      accepted++;
    }
  }

  void addEvent(int conditionsFailed) {
    events++;
    failedConditions += conditionsFailed;
  }

  void addDecision(DecisionCode code) {
    decisions.merge(code, 1L, Long::sum);
  }

  /** Counts a grant; one that a budget refused, of a shadow or withdrawn pays nothing. */
  void addGrant(Grant grant) {
    if (grant.outcome() == Grant.Outcome.GRANTED && !grant.shadow() && !grant.revoked()) {
      grants.merge(grant.taskId(), 1L, Long::sum);
    } else {
      otherGrants.merge(kind(grant), 1L, Long::sum);
    }
  }

  private static String kind(Grant grant) {
    return (grant.shadow() ? "SHADOW " : "") + (grant.revoked() ? "REVOKED" : grant.outcome());
  }

  void addDeadLetter(DeadLetter.Reason reason) {
    deadLetters.merge(reason, 1L, Long::sum);
  }

  /** How many documents were refused. */
  public int rejected() {
    return rejected;
  }

  /** The counts so far. */
  public SimulationReport report() {
    return new SimulationReport(
        new SimulationReport.Documents(accepted, rejected),
        events,
        decisions,
        grants,
        otherGrants,
        deadLetters,
        failedConditions);
  }
}
