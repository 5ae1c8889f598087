package io.renwu.chaos;

import io.renwu.chaos.fault.Fault;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * The result of a fault.
 *
 * @param target the process, task or job that it affected
 * @param at when it began
 * @param recoveryMillis from its end (for a change: its beginning) until the jobs had recovered;
 *     empty if they did not, or the next fault joined it
 * @param remarks other observations, for example a process that had ended by itself
 * @param problems why the fault failed, or what was missing when the jobs did not recover in time
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
