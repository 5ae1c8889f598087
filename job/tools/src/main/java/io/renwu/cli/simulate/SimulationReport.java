package io.renwu.cli.simulate;

import io.renwu.model.DeadLetter;
import io.renwu.model.DecisionCode;
import java.util.Map;

/**
 * What a simulation counted.
 *
 * @param grants to be paid, by task id
 * @param otherGrants by what they are: refused by a budget, of shadows, withdrawn
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
