package io.renwu.demo.recount;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The differences between the emitted and the due outputs.
 *
 * @param dueByTask rewards due, by task id, excluded tasks left out
 * @param paidByTask rewards that came out, by task id, excluded tasks left out
 * @param missing due and not there
 * @param unexpected there and not due, or not readable as a grant: the key, or the record's text
 * @param doubled the same grant id or the same key a second time
 * @param wrong paid with another type or amount, or another outcome than granted
 * @param excluded tasks that were not looked at: those that changed, and all that depend on them
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
