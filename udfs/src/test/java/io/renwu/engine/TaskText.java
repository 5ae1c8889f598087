package io.renwu.engine;

import io.renwu.model.Aggregation;
import io.renwu.model.Audience;
import io.renwu.model.Budget;
import io.renwu.model.Objective;
import io.renwu.model.Period;
import io.renwu.model.Reward;
import io.renwu.model.Schedule;
import io.renwu.model.Task;
import io.renwu.model.UserLimit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a task as the document that it could have come from, without what is the default. */
final class TaskText {
  private TaskText() {}

  static String json(Task task) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("taskId", task.taskId());
    document.put("version", task.version());
    document.put("status", task.status() == Task.Status.ACTIVE ? null : task.status());
    document.put("effectiveAt", time(task.effectiveAt()));
    document.put("schedule", schedule(task.schedule()));
    document.put("audience", audience(task.audience()));
    document.put("preconditions", task.preconditions());
    document.put(
        "objectives", task.objectives().stream().map(o -> objective(o, task.tiered())).toList());
    document.put("completion", task.completion());
    document.put("period", period(task.period()));
    document.put("recurrence", recurrence(task));
    document.put(
        "tiers",
        task.tiers().stream()
            .map(tier -> object("target", tier.target(), "rewards", rewards(tier.rewards())))
            .toList());
    document.put("limits", limits(task));
    document.put("rewards", rewards(task.rewards()));
    document.put("clawback", task.clawback() == Task.Clawback.NONE ? null : task.clawback());
    document.put("changePolicy", object("inFlight", task.inFlight()));
    return text(document);
  }

  private static String time(Instant time) {
    return time.equals(Instant.MIN) || time.equals(Instant.MAX) ? null : time.toString();
  }

  private static Object schedule(Schedule schedule) {
    return schedule.equals(Schedule.ALWAYS)
        ? null
        : object("startAt", time(schedule.startAt()), "endAt", time(schedule.endAt()));
  }

  private static Object audience(Audience audience) {
    Audience.Rollout rollout = audience.rollout();
    return audience.equals(Audience.EVERYONE)
        ? null
        : object(
            "filter",
            audience.filter(),
            "rollout",
            rollout == null
                ? null
                : object(
                    "percent",
                    BigDecimal.valueOf(rollout.basisPoints(), 2),
                    "salt",
                    rollout.salt()));
  }

  private static Object objective(Objective objective, boolean tiered) {
    Aggregation how = objective.aggregation();
    Integer freezes =
        how.function() == Aggregation.Function.STREAK ? (Integer) how.freezes() : null;
    return object(
        "id",
        objective.id(),
        "behaviors",
        objective.behaviors(),
        "filter",
        objective.filter(),
        "aggregation",
        object(
            "function",
            how.function(),
            "field",
            how.field(),
            "unit",
            how.unit(),
            "freezes",
            freezes),
        "frequencyLimit",
        objective.frequencyLimit() == null
            ? null
            : object(
                "limit",
                objective.frequencyLimit().limit(),
                "per",
                objective.frequencyLimit().per()),
        "cancelBehaviors",
        objective.cancelBehaviors(),
        "cancelKey",
        objective.cancelKey(),
        "target",
        tiered ? null : objective.target());
  }

  private static Object period(Period period) {
    return object(
        "unit",
        period.unit().periodName(),
        "zone",
        period.zone() == null ? "USER" : period.zone().getId(),
        "dayStart",
        period.dayStart().toString(),
        "allowedLateness",
        period.allowedLateness().toString());
  }

  private static Object recurrence(Task task) {
    return object(
        "policy", task.recurrence().policy(), "maxCompletions", task.recurrence().maxCompletions());
  }

  private static List<Object> limits(Task task) {
    List<Object> limits = new ArrayList<>();
    for (UserLimit limit : task.userLimits()) {
      limits.add(
          object(
              "entity",
              "USER",
              "metric",
              "COMPLETIONS",
              "per",
              limit.per().limitName(),
              "limit",
              limit.limit()));
    }
    for (Budget budget : task.budgets()) {
      limits.add(
          object(
              "entity",
              "TASK",
              "metric",
              budget.metric(),
              "rewardId",
              budget.rewardId(),
              "per",
              budget.per().limitName(),
              "limit",
              budget.limit()));
    }
    return limits;
  }

  private static List<Object> rewards(List<Reward> rewards) {
    return rewards.stream().map(TaskText::reward).toList();
  }

  private static Object reward(Reward reward) {
    return object(
        "rewardId",
        reward.rewardId(),
        "type",
        reward.type(),
        "amount",
        reward.amount(),
        "delivery",
        reward.delivery(),
        "claimWithin",
        reward.claimWithin() == null ? null : reward.claimWithin().toString(),
        "attributes",
        reward.attributes());
  }

  /** An object of names and values in turn. */
  private static Map<String, Object> object(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return object;
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> object) {
      List<String> fields = new ArrayList<>();
      object.forEach(
          (name, field) -> {
            boolean absent = field == null || (field instanceof List<?> list && list.isEmpty());
            if (!absent) {
              fields.add("\"" + name + "\": " + text(field));
            }
          });
      return "{" + String.join(", ", fields) + "}";
    }
    if (value instanceof List<?> list) {
      return "[" + String.join(", ", list.stream().map(TaskText::text).toList()) + "]";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value instanceof Number ? value.toString() : "\"" + value + "\"";
  }
}
