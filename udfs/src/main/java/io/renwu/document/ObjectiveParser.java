package io.renwu.document;

import io.renwu.model.Aggregation;
import io.renwu.model.Aggregation.Function;
import io.renwu.model.Behaviors;
import io.renwu.model.CalendarUnit;
import io.renwu.model.FrequencyLimit;
import io.renwu.model.Objective;
import io.renwu.model.Tier;
import io.renwu.violation.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an objective. */
final class ObjectiveParser {
  private static final String BEHAVIOR_EXPECTED =
      "a behavior: " + Behaviors.NAME + ", " + Behaviors.MAX_LENGTH_IN_TASK + " characters at most";

  private ObjectiveParser() {}

  /**
   * @param tiers of the task; if there are any, the last one's target is the objective's
   * @param ids the ids of the objectives before this one
   */
  static Objective parse(
      DocumentCursor field, List<Tier> tiers, UniqueNames ids, Violations violations) {
    DocumentCursor objective =
        field
            .required("an object")
            .object(
                "id",
                "behaviors",
                "filter",
                "aggregation",
                "frequencyLimit",
                "cancelBehaviors",
                "cancelKey",
                "target");
    String id = IdParser.unique(objective.required("id", "an id"), ids);
    List<String> behaviors = behaviors(objective.required("behaviors", "1 or more behaviors"));
    String filter = FilterParser.parse(objective.get("filter"), violations);
    Aggregation aggregation = AggregationParser.parse(objective.get("aggregation"));
    FrequencyLimit frequencyLimit = frequencyLimit(objective.get("frequencyLimit"));
    List<String> cancelBehaviors = cancelBehaviors(objective.get("cancelBehaviors"), aggregation);
    String cancelKey =
        cancelKey(objective.get("cancelKey"), aggregation.function(), !cancelBehaviors.isEmpty());
    BigDecimal target = target(objective, tiers);
    return Objective.of(UnreadParts.tolerate(id), behaviors, UnreadParts.tolerate(target))
        .filter(filter)
        .aggregation(aggregation)
        .frequencyLimit(frequencyLimit)
        .cancel(cancelBehaviors, cancelKey)
        .build();
  }

  private static List<String> behaviors(DocumentCursor field) {
    if (field.isEmptyArray()) {
      field.reject("1 or more behaviors");
    }
    return behaviorNames(field, "the objective's behaviors");
  }

  private static List<String> behaviorNames(DocumentCursor field, String scope) {
    List<String> behaviors = new ArrayList<>();
    UniqueNames unique = new UniqueNames(scope);
    for (DocumentCursor element : field.elements()) {
      String behavior =
          element.required(BEHAVIOR_EXPECTED).matching(Behaviors::isNameInTask, BEHAVIOR_EXPECTED);
      unique.add(element, behavior);
      if (Behaviors.CLAIM.equals(behavior)) {
        element.reject("another behavior: claim is reserved");
      }
      behaviors.add(behavior);
    }
    return Collections.unmodifiableList(behaviors);
  }

  private static @Nullable FrequencyLimit frequencyLimit(DocumentCursor field) {
    if (field.isAbsent()) {
      return null;
    }
    DocumentCursor limit = field.object("limit", "per");
    Integer max = limit.required("limit", "a whole number from 1").count();
    CalendarUnit per =
        limit
            .required("per", DocumentCursor.oneOf(FrequencyLimit.UNITS, CalendarUnit::name))
            .constant(FrequencyLimit.UNITS, CalendarUnit::name);
    return new FrequencyLimit(max == null ? 0 : max, UnreadParts.tolerate(per));
  }

  private static List<String> cancelBehaviors(DocumentCursor field, Aggregation aggregation) {
    List<String> behaviors = behaviorNames(field, "the objective's cancelBehaviors");
    if (aggregation.function() == Function.MAX && !behaviors.isEmpty()) {
      field.reject("no behaviors that cancel: a MAX cannot be undone");
    }
    return behaviors;
  }

  private static @Nullable String cancelKey(
      DocumentCursor field, @Nullable Function function, boolean cancels) {
    if (function == Function.COUNT_DISTINCT && !field.isAbsent()) {
      field.reject("nothing: COUNT_DISTINCT cancels by the aggregation's field");
      return null;
    }
    if (!cancels) {
      if (!field.isAbsent()) {
        field.reject("nothing: it belongs to cancelBehaviors");
      }
      return null;
    }
    boolean needed =
        function == Function.COUNT || function == Function.SUM || function == Function.STREAK;
    if (needed && field.isAbsent()) {
      field.reject(PathParser.EXPECTED + ", by which " + function + " finds what to cancel");
    }
    return PathParser.parse(field);
  }

  private static @Nullable BigDecimal target(DocumentCursor objective, List<Tier> tiers) {
    if (tiers.isEmpty()) {
      return objective.required("target", "a number above 0").positive();
    }
    DocumentCursor target = objective.get("target");
    if (!target.isAbsent()) {
      target.reject("no target: each tier has its own");
    }
    return tiers.get(tiers.size() - 1).target();
  }
}
