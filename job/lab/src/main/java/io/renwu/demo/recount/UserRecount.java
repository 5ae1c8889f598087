package io.renwu.demo.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Computes the due rewards of one user. For a task, of all the user's events in their order:
 *
 * <pre>
 * accepted   = admitted by the audience, after every precondition's first completion, not late
 * value(g)   = count | sum | distinct values of the accepted events of a period that fit goal g
 * complete   = value ≥ target for all (any) goals;  under REPEAT ⌊value ÷ target⌋ times
 * </pre>
 */
final class UserRecount {
  private final List<UserEvent> events;
  private final Map<String, JudgedTask> tasks;
  private final Map<String, Integer> completedAfter = new HashMap<>();

  /**
   * @param events of the user without duplicates, in the order of receipt
   */
  UserRecount(List<UserEvent> events, Map<String, JudgedTask> tasks) {
    this.events = events;
    this.tasks = tasks;
  }

  Map<RewardKey, Payment> due() {
    Map<RewardKey, Payment> due = new HashMap<>();
    for (JudgedTask task : tasks.values()) {
      accepted(task, events.size()).forEach((period, accepted) -> pay(task, period, accepted, due));
    }
    return due;
  }

  private void pay(
      JudgedTask task, String period, List<UserEvent> accepted, Map<RewardKey, Payment> due) {
    for (int tier = 1; tier <= task.tiers().size(); tier++) {
      JudgedTask.Step step = task.tiers().get(tier - 1);
      if (value(task.goals().get(0), accepted).compareTo(step.target()) >= 0) {
        pay(task, period, 1, tier, step.rewards(), accepted, due);
      }
    }
    if (task.tiers().isEmpty()) {
      long completions = completions(task, accepted);
      for (long completion = 1; completion <= completions; completion++) {
        pay(task, period, completion, null, task.rewards(), accepted, due);
      }
    }
  }

  private static void pay(
      JudgedTask task,
      String period,
      long completion,
      @Nullable Integer tier,
      List<JudgedTask.Pay> rewards,
      List<UserEvent> accepted,
      Map<RewardKey, Payment> due) {
    String userId = accepted.get(0).userId();
    for (JudgedTask.Pay reward : rewards) {
      due.put(
          new RewardKey(userId, task.taskId(), period, completion, tier, reward.rewardId()),
          new Payment(reward.type(), reward.amount()));
    }
  }

  /** The events that the task accepts among the user's first {@code first} events, by period. */
  private Map<String, List<UserEvent>> accepted(JudgedTask task, int first) {
    int from = 0;
    for (String precondition : task.preconditions()) {
      from = Math.max(from, completedAfter(precondition));
    }
    Map<String, List<UserEvent>> accepted = new TreeMap<>();
    for (int i = from; i < first; i++) {
      UserEvent event = events.get(i);
      if (task.names(event) && task.admits().test(event)) {
        Calendar.Span period = task.calendar().spanOf(event);
        if (!task.calendar().isLate(event, period)) {
          accepted.computeIfAbsent(period.name(), name -> new ArrayList<>()).add(event);
        }
      }
    }
    return accepted;
  }

  /**
   * The number of the user's events up to the task's first completion; all if it was never
   * completed. A task that depends on itself is never completed.
   */
  private int completedAfter(String taskId) {
    Integer known = completedAfter.get(taskId);
    if (known != null) {
      return known;
    }
    completedAfter.put(taskId, events.size());
    JudgedTask task = tasks.get(taskId);
    if (task == null) {
      return events.size();
    }
    for (int first = 1; first <= events.size(); first++) {
      boolean completed =
          task.names(events.get(first - 1))
              && accepted(task, first).values().stream()
                  .anyMatch(inPeriod -> completions(task, inPeriod) > 0);
      if (completed) {
        completedAfter.put(taskId, first);
        return first;
      }
    }
    return events.size();
  }

  private static long completions(JudgedTask task, List<UserEvent> accepted) {
    if (!task.tiers().isEmpty()) {
      BigDecimal last = task.tiers().get(task.tiers().size() - 1).target();
      return value(task.goals().get(0), accepted).compareTo(last) >= 0 ? 1 : 0;
    }
    if (task.maxCompletions() > 1) {
      JudgedTask.Goal goal = task.goals().get(0);
      BigDecimal times = value(goal, accepted).divideToIntegralValue(goal.target());
      return Math.min(times.longValueExact(), task.maxCompletions());
    }
    long reached =
        task.goals().stream()
            .filter(goal -> value(goal, accepted).compareTo(goal.target()) >= 0)
            .count();
    return reached == task.goals().size() || (task.any() && reached > 0) ? 1 : 0;
  }

  private static BigDecimal value(JudgedTask.Goal goal, List<UserEvent> accepted) {
    BigDecimal count = BigDecimal.ZERO;
    BigDecimal sum = BigDecimal.ZERO;
    Set<Object> distinct = new HashSet<>();
    for (UserEvent event : accepted) {
      if (goal.behaviors().contains(event.behavior()) && goal.filter().test(event)) {
        JsonNode field = field(event.attributes(), goal.field());
        count = count.add(BigDecimal.ONE);
        if (field.isNumber()) {
          sum = sum.add(field.decimalValue().max(BigDecimal.ZERO));
          distinct.add(field.decimalValue().stripTrailingZeros());
        } else if (field.isTextual()) {
          distinct.add(field.textValue());
        }
      }
    }
    return switch (goal.measure()) {
      case COUNT -> count;
      case SUM -> sum;
      case COUNT_DISTINCT -> BigDecimal.valueOf(distinct.size());
    };
  }

  private static JsonNode field(JsonNode attributes, @Nullable String path) {
    JsonNode node = attributes;
    for (String name : path == null ? new String[0] : path.split("\\.", -1)) {
      node = node.path(name);
    }
    return node;
  }
}
