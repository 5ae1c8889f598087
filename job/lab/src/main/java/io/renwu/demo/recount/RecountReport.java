package io.renwu.demo.recount;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The differences between the emitted and the due outputs.
 *
 * @param dueByTask rewards that are due, by task id, without excluded tasks
 * @param paidByTask rewards that were emitted, by task id, without excluded tasks
 * @param missing rewards that are due and were not emitted
 * @param unexpected rewards that were emitted and are not due, and records that are no grants: the
 *     key, or the record's text
 * @param doubled rewards whose grant id or key was emitted more than once
 * @param wrong rewards with another type, amount or outcome than is due
 * @param excluded tasks that were not compared: those that changed, and all that depend on them
 */
public record RecountReport(
    Map<String, Long> dueByTask,
    Map<String, Long> paidByTask,
    List<RewardKey> missing,
    List<String> unexpected,
    List<String> doubled,
    List<String> wrong,
    long deadLettersDue,
    long deadLetters,
    Set<String> excluded) {

  /** Whether there is no difference. */
  public boolean clean() {
    return missing.isEmpty()
        && unexpected.isEmpty()
        && doubled.isEmpty()
        && wrong.isEmpty()
        && deadLetters == deadLettersDue;
  }

  public long due() {
    return dueByTask.values().stream().mapToLong(Long::longValue).sum();
  }

  public long paid() {
    return paidByTask.values().stream().mapToLong(Long::longValue).sum();
  }
}
