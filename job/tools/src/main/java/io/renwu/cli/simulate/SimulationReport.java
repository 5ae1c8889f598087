package io.renwu.cli.simulate;

import io.renwu.model.DeadLetter;
import io.renwu.model.DecisionCode;
import java.util.Map;

/**
 * The counts of a simulation.
 *
 * @param grants to be paid, by task id
 * @param otherGrants those that pay nothing, by kind: refused by a budget, of a shadow, withdrawn
 */
public record SimulationReport(
    Documents documents,
    long events,
    Map<DecisionCode, Long> decisions,
    Map<String, Long> grants,
    Map<String, Long> otherGrants,
    Map<DeadLetter.Reason, Long> deadLetters,
    long failedConditions) {
  /** How many documents took part, and how many were refused. */
  public record Documents(int accepted, int rejected) {}
}
