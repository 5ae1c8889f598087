package io.renwu.chaos;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * The result of a fault.
 *
 * @param target to what it was done
 * @param at when it began
 * @param recoveryMillis from its end (a change: its beginning) until the jobs had recovered; empty
 *     where they did not, or the next fault joined it
 * @param remarks what else happened, as a process that ended by itself and was started again
 * @param problems a change that failed, or what was lacking when the patience was at its end
 */
public record FaultResult(
    Fault fault,
    String target,
    Instant at,
    OptionalLong recoveryMillis,
    List<String> remarks,
    List<String> problems) {
  public FaultResult {
    remarks = List.copyOf(remarks);
    problems = List.copyOf(problems);
  }
}
