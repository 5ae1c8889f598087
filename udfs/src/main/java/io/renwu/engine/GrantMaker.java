package io.renwu.engine;

import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Reward;
import io.renwu.model.Reward.Delivery;
import io.renwu.model.Task;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Makes grant records of one task for one event.
 *
 * @param shadow whether they are of the task's shadow
 */
record GrantMaker(Event event, String taskId, boolean shadow) {
  /** Stands for the record of a completion or tier without rewards. */
  private static final List<Reward> NOTHING =
      List.of(new Reward(null, null, null, Delivery.AUTO, null, Map.of()));

  /**
   * What is granted, or withdrawn.
   *
   * @param version under which it is, or was, granted
   * @param period its name
   * @param tier from 1; 0 for none
   * @param time of the completing event
   */
  record Subject(
      int version,
      String period,
      long completion,
      int tier,
      int attempt,
      Instant time,
      boolean revoked) {}

  /** The rewards of a completion, or of a tier from 1; one that is nothing where there are none. */
  static List<Reward> rewards(Task task, int tier) {
    List<Reward> rewards =
        tier == Award.COMPLETION ? task.rewards() : task.tiers().get(tier - 1).rewards();
    return rewards.isEmpty() ? NOTHING : rewards;
  }

  Grant grant(Subject subject, Reward reward, Grant.Outcome outcome) {
    Integer tier = subject.tier() == Award.COMPLETION ? null : (Integer) subject.tier();
    return new Grant(
        GrantId.of(
            event.userId(),
            taskId,
            subject.period(),
            subject.completion(),
            tier,
            subject.attempt(),
            reward.rewardId(),
            shadow),
        event.userId(),
        taskId,
        subject.version(),
        subject.period(),
        subject.completion(),
        tier,
        subject.attempt(),
        reward.rewardId(),
        reward.type(),
        reward.amount(),
        reward.attributes(),
        outcome,
        shadow,
        subject.revoked(),
        event.eventId(),
        subject.time());
  }
}
