package io.renwu.rules;

import io.renwu.model.Audience;
import io.renwu.model.Event;
import io.renwu.model.Task;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** A task with its conditions compiled; immutable, for any thread. */
public final class CompiledTask {
  private static final int ALL_BASIS_POINTS = 10_000;

  private final Task task;
  private final Set<String> behaviors = new HashSet<>();
  private final Condition audience;
  private final Condition[] objectives;

  /**
   * @param violations takes what is wrong with conditions; where there is anything, the task is not
   *     to be used
   */
  CompiledTask(Task task, Consumer<Violation> violations) {
    this.task = task;
    audience = Conditions.compile(task.audience().filter(), "/audience/filter", violations);
    objectives = new Condition[task.objectives().size()];
    for (int i = 0; i < objectives.length; i++) {
      behaviors.addAll(task.objectives().get(i).behaviors());
      behaviors.addAll(task.objectives().get(i).cancelBehaviors());
      objectives[i] =
          Conditions.compile(
              task.objectives().get(i).filter(), "/objectives/" + i + "/filter", violations);
    }
  }

  public Task task() {
    return task;
  }

  /** Whether the filter is true of the event and the rollout includes its user. */
  public boolean audienceAccepts(EventFacts facts) {
    return rolledOutTo(facts.event()) && facts.satisfies(audience);
  }

  /**
   * Whether an objective's filter is true of the event; which behaviors it names is not looked at.
   *
   * @param objective index in {@link Task#objectives()}
   */
  public boolean objectiveAccepts(int objective, EventFacts facts) {
    return facts.satisfies(objectives[objective]);
  }

  /** The behaviors that any objective names, to count or to cancel. */
  Set<String> behaviors() {
    return behaviors;
  }

  /** Whether this version has to say something about events of a behavior. */
  boolean concerns(String behavior) {
    return task.status() != Task.Status.ARCHIVED && behaviors.contains(behavior);
  }

  private boolean rolledOutTo(Event event) {
    Audience.Rollout rollout = task.audience().rollout();
    if (rollout == null) {
      return true;
    }
    CRC32 crc = new CRC32();
    crc.update((rollout.salt() + ":" + event.userId()).getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % ALL_BASIS_POINTS < rollout.basisPoints();
  }
}
