package io.renwu.document;

import io.renwu.model.Budget;
import io.renwu.model.Budget.Metric;
import io.renwu.model.CalendarUnit;
import io.renwu.model.UserLimit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a task's {@code limits}: those of each user and those of all users together. */
final class LimitParser {
  /** What a limit applies to: one user or the whole task. */
  private enum Entity {
    USER,
    TASK
  }

  private final Set<String> rewardIds;
  private final UniqueNames unique =
      new UniqueNames("the limits (entity, metric, reward and unit)");
  private final List<UserLimit> userLimits = new ArrayList<>();
  private final List<Budget> budgets = new ArrayList<>();

  /**
   * @param rewardIds the ids of all rewards, including those of tiers
   */
  private LimitParser(Set<String> rewardIds) {
    this.rewardIds = rewardIds;
  }

  static LimitParser parse(DocumentCursor field, Set<String> rewardIds) {
    LimitParser limits = new LimitParser(rewardIds);
    for (DocumentCursor element : field.elements()) {
      limits.add(element);
    }
    return limits;
  }

  List<UserLimit> userLimits() {
    return Collections.unmodifiableList(userLimits);
  }

  List<Budget> budgets() {
    return Collections.unmodifiableList(budgets);
  }

  private void add(DocumentCursor field) {
    DocumentCursor limit =
        field.required("an object").object("entity", "metric", "rewardId", "per", "limit");
    Entity entity = required(limit, "entity", Entity.class);
    DocumentCursor metricField = limit.required("metric", DocumentCursor.oneOf(Metric.class));
    Metric metric = metricField.constant(Metric.class);
    boolean amountOfUser = entity == Entity.USER && metric == Metric.AMOUNT;
    if (amountOfUser) {
      metricField.reject("COMPLETIONS, the metric of users' limits");
    }
    CalendarUnit per =
        limit
            .required("per", DocumentCursor.oneOf(UserLimit.UNITS, CalendarUnit::limitName))
            .constant(UserLimit.UNITS, CalendarUnit::limitName);
    String rewardId = amountOfUser ? null : rewardId(limit, metric);
    DocumentCursor number = limit.required("limit", "a number");
    if (entity == Entity.USER) {
      Long max = number.wholeNumber(1, Long.MAX_VALUE);
      userLimits.add(new UserLimit(UnreadParts.tolerate(per), max == null ? 0 : max));
    } else if (entity == Entity.TASK) {
      budgets.add(
          new Budget(
              UnreadParts.tolerate(metric),
              rewardId,
              UnreadParts.tolerate(per),
              UnreadParts.tolerate(amount(number, metric))));
    }
    unique.add(field, entity + "/" + metric + "/" + per + "/" + rewardId);
  }

  private static @Nullable BigDecimal amount(DocumentCursor number, @Nullable Metric metric) {
    if (metric == Metric.AMOUNT) {
      return number.notNegative();
    }
    Long max = number.wholeNumber(0, Long.MAX_VALUE);
    return max == null ? null : BigDecimal.valueOf(max).stripTrailingZeros();
  }

  private @Nullable String rewardId(DocumentCursor limit, @Nullable Metric metric) {
    DocumentCursor field = limit.get("rewardId");
    if (metric == Metric.COMPLETIONS && !field.isAbsent()) {
      field.reject("nothing: it belongs to the metric AMOUNT");
      return null;
    }
    if (metric != Metric.AMOUNT) {
      return null;
    }
    if (!(field.value() instanceof String id && rewardIds.contains(id))) {
      field.reject("the rewardId of one of the task's rewards");
      return null;
    }
    return id;
  }

  private static <E extends Enum<E>> @Nullable E required(
      DocumentCursor limit, String name, Class<E> type) {
    return limit.required(name, DocumentCursor.oneOf(type)).constant(type);
  }
}
