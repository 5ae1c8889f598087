package io.renwu.demo.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares the grants that were emitted with those that are due, one by one. */
public final class GrantComparison {
  private final DueOutputs expected;
  private final Set<String> excluded;
  private final Map<String, Long> paidByTask = new TreeMap<>();
  private final Set<String> grantIds = new HashSet<>();
  private final Set<RewardKey> keys = new HashSet<>();
  private final List<String> unexpected = new ArrayList<>();
  private final List<String> doubled = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  private GrantComparison(DueOutputs expected, Set<String> changedTasks) {
    this.expected = expected;
    this.excluded = withDependents(changedTasks);
  }

  /**
   * Compares what was emitted with what is due.
   *
   * @param grants the values of all records of the grants' topic
   * @param deadLetters how many records the dead letters' topic holds
   * @param changedTasks ids of tasks that changed while the records were played
   */
  public static RecountReport of(
      DueOutputs expected, List<byte[]> grants, long deadLetters, Set<String> changedTasks) {
    return new GrantComparison(expected, changedTasks).compare(grants, deadLetters);
  }

  private RecountReport compare(List<byte[]> grants, long deadLetters) {
    grants.forEach(this::compareGrant);
    Map<String, Long> dueByTask = new TreeMap<>();
    List<RewardKey> missing = new ArrayList<>();
    for (RewardKey key : expected.grants().keySet()) {
      if (!excluded.contains(key.taskId())) {
        dueByTask.merge(key.taskId(), 1L, Long::sum);
        if (!keys.contains(key)) {
          missing.add(key);
        }
      }
    }
    return new RecountReport(
        dueByTask,
        paidByTask,
        missing,
        unexpected,
        doubled,
        wrong,
        expected.deadLetters(),
        deadLetters,
        excluded);
  }

  private void compareGrant(byte[] bytes) {
    JsonNode grant;
    try {
      grant = EventReading.JSON.readTree(bytes);
    } catch (IOException notJson) {
      unexpected.add(new String(bytes, StandardCharsets.UTF_8));
      return;
    }
    RewardKey key =
        new RewardKey(
            grant.path("userId").textValue(),
            grant.path("taskId").textValue(),
            grant.path("period").textValue(),
            grant.path("completion").longValue(),
            grant.path("tier").isInt() ? grant.path("tier").intValue() : null,
            grant.path("rewardId").textValue());
    if (excluded.contains(key.taskId())) {
      return;
    }
    paidByTask.merge(String.valueOf(key.taskId()), 1L, Long::sum);
    boolean newId = grantIds.add(grant.path("grantId").asText());
    boolean newKey = keys.add(key);
    if (!newId || !newKey) {
      doubled.add(key.toString());
    } else if (!expected.grants().containsKey(key)) {
      unexpected.add(key.toString());
    } else {
      comparePayment(key, grant);
    }
  }

  private void comparePayment(RewardKey key, JsonNode grant) {
    JsonNode amount = grant.path("amount");
    Payment paid =
        new Payment(
            grant.path("type").textValue(), amount.isNumber() ? amount.decimalValue() : null);
    Payment due = expected.grants().get(key);
    boolean plain =
        grant.path("outcome").asText().equals("GRANTED")
            && !grant.path("revoked").asBoolean()
            && !grant.path("shadow").asBoolean();
    if (!paid.equals(due) || !plain) {
      wrong.add(key + ": found " + paid + (plain ? "" : " (not plainly granted)") + ", due " + due);
    }
  }

  /** The tasks and all tasks that depend on them through preconditions. */
  private Set<String> withDependents(Set<String> changed) {
    Set<String> closure = new TreeSet<>(changed);
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Map.Entry<String, List<String>> task : expected.preconditions().entrySet()) {
        if (task.getValue().stream().anyMatch(closure::contains)) {
          grown |= closure.add(task.getKey());
        }
      }
    }
    return closure;
  }
}
