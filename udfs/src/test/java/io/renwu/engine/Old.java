package io.renwu.engine;

import io.renwu.model.Aggregation;
import io.renwu.model.Objective;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import io.renwu.model.Tier;
import java.util.List;

/** What the engine evaluates so far of the language. */
final class Old {
  private Old() {}

  static Task of(Task t) {
    return new Task(
        t.taskId(),
        t.version(),
        t.name(),
        t.status() == Task.Status.SHADOW ? Task.Status.ACTIVE : t.status(),
        t.effectiveAt(),
        t.schedule(),
        t.audience(),
        t.preconditions(),
        t.objectives().stream()
            .map(
                o ->
                    new Objective(
                        o.id(),
                        o.behaviors(),
                        o.filter(),
                        o.aggregation().function() == Aggregation.Function.MAX
                            ? new Aggregation(Aggregation.Function.SUM, o.aggregation().field())
                            : o.aggregation().function() == Aggregation.Function.STREAK
                                ? new Aggregation(Aggregation.Function.COUNT, null)
                                : o.aggregation(),
                        o.target(),
                        null,
                        List.of(),
                        null))
            .toList(),
        t.completion() == Task.Completion.SEQUENCE ? Task.Completion.ALL : t.completion(),
        t.period(),
        t.recurrence(),
        t.tiers().stream().map(x -> new Tier(x.target(), r(x.rewards()))).toList(),
        List.of(),
        List.of(),
        r(t.rewards()),
        Task.Clawback.NONE,
        Task.InFlight.MIGRATE);
  }

  static List<Reward> r(List<Reward> l) {
    return l.stream()
        .map(
            r ->
                new Reward(
                    r.rewardId(), r.type(), r.amount(), Reward.Delivery.AUTO, null, r.attributes()))
        .toList();
  }
}
