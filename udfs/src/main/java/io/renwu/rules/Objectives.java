package io.renwu.rules;

import io.renwu.model.Aggregation;
import io.renwu.model.Objective;
import io.renwu.model.Tier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Reads what there is to do. */
final class Objectives {
  /** With the prefix of the topic, 249 characters at most: as long as Kafka lets a name be. */
  private static final Pattern BEHAVIOR = Pattern.compile("[a-z][a-z0-9-]{0,239}");

  private static final String BEHAVIOR_EXPECTED =
      "a behavior: [a-z][a-z0-9-]*, 240 characters at most";

  /** The behavior of users who claim rewards. */
  private static final String CLAIM = "claim";

  private Objectives() {}

  /**
   * @param tiers of the task; where there are any, the last one's target is the objective's
   * @param ids the ids of the objectives before it
   */
  static Objective parse(Cursor field, List<Tier> tiers, UniqueNames ids, Violations violations) {
    Members objective =
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
    Cursor idField = objective.required("id", "an id");
    String id = idField.text(1, TaskParser.MAX_ID);
    ids.see(idField, id);
    List<String> behaviors = behaviors(objective.required("behaviors", "1 or more behaviors"));
    String filter = Filters.parse(objective.get("filter"), violations);
    Aggregation aggregation = Aggregations.parse(objective.get("aggregation"));
    refuseUnsupported(objective);
    return new Objective(id, behaviors, filter, aggregation, target(objective, tiers));
  }

  private static List<String> behaviors(Cursor field) {
    List<String> behaviors = new ArrayList<>();
    UniqueNames unique = new UniqueNames("the objective's behaviors");
    if (field.isEmptyArray()) {
      field.wrong("1 or more behaviors");
    }
    for (Cursor element : field.elements()) {
      String behavior = element.required(BEHAVIOR_EXPECTED).matching(BEHAVIOR, BEHAVIOR_EXPECTED);
      unique.see(element, behavior);
      if (CLAIM.equals(behavior)) {
        element.wrong("another behavior: claim is reserved");
      }
      behaviors.add(behavior);
    }
    return Collections.unmodifiableList(behaviors);
  }

  private static void refuseUnsupported(Members objective) {
    Cursor frequencyLimit = objective.get("frequencyLimit");
    if (!frequencyLimit.isAbsent()) {
      frequencyLimit.unsupported("no frequency limit");
    }
    Cursor cancelBehaviors = objective.get("cancelBehaviors");
    if (!cancelBehaviors.isAbsent() && !cancelBehaviors.isEmptyArray()) {
      cancelBehaviors.unsupported("no behaviors that cancel");
    }
    Cursor cancelKey = objective.get("cancelKey");
    if (!cancelKey.isAbsent()) {
      cancelKey.unsupported("no key to cancel by");
    }
  }

  private static BigDecimal target(Members objective, List<Tier> tiers) {
    if (tiers.isEmpty()) {
      return objective.required("target", "a number above 0").positive();
    }
    Cursor target = objective.get("target");
    if (!target.isAbsent()) {
      target.wrong("no target, as the task has tiers, which hold their own");
    }
    return tiers.get(tiers.size() - 1).target();
  }
}
