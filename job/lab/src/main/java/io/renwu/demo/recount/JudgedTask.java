package io.renwu.demo.recount;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a task document that the recount judges.
 *
 * @param admits the audience: filter and rollout
 * @param any whether one objective suffices to complete the task
 * @param maxCompletions the most in one period: 1 unless the task repeats
 */
record JudgedTask(
    String taskId,
    Predicate<UserEvent> admits,
    List<String> preconditions,
    List<Goal> goals,
    boolean any,
    Calendar calendar,
    long maxCompletions,
    List<Step> tiers,
    List<Pay> rewards) {

  /** Whether an objective counts events of this behavior. */
  boolean names(UserEvent event) {
    return goals.stream().anyMatch(goal -> goal.behaviors().contains(event.behavior()));
  }

  /** One objective. */
  record Goal(
      List<String> behaviors,
      Predicate<UserEvent> filter,
      Measure measure,
      @Nullable String field,
      @Nullable BigDecimal target) {}

  enum Measure {
    COUNT,
    SUM,
    COUNT_DISTINCT
  }

  /** One tier. */
  record Step(BigDecimal target, List<Pay> rewards) {}

  /** One reward. */
  record Pay(@Nullable String rewardId, @Nullable String type, @Nullable BigDecimal amount) {
    /** The reward of a completion that has none: a grant without amount. */
    static final Pay NOTHING = new Pay(null, null, null);
  }
}
