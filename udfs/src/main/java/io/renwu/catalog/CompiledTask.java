package io.renwu.catalog;

import io.renwu.condition.Clause;
import io.renwu.condition.Condition;
import io.renwu.condition.ConditionCompiler;
import io.renwu.condition.EventFacts;
import io.renwu.condition.ValueInterner;
import io.renwu.model.Objective;
import io.renwu.model.Task;
import io.renwu.violation.Violation;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A task with its conditions compiled; immutable and thread-safe. */
public final class CompiledTask {
  private final Task task;
  private final Set<String> adding;
  private final Set<String> cancelling;
  private final CompiledAudience audience;
  private final @Nullable Condition[] objectives;

  /**
   * @param violations receives the violations of conditions; a task with any must not be used
   */
  CompiledTask(Task task, Consumer<Violation> violations) {
    this.task = ValueInterner.shareParts(task);
    audience =
        ValueInterner.of(
            new CompiledAudience(
                this.task.audience(),
                ConditionCompiler.compile(
                    task.audience().filter(), "/audience/filter", violations)));
    adding = named(Objective::behaviors);
    cancelling = named(Objective::cancelBehaviors);
    objectives = new Condition[task.objectives().size()];
    for (int i = 0; i < objectives.length; i++) {
      objectives[i] =
          ConditionCompiler.compile(
              task.objectives().get(i).filter(), "/objectives/" + i + "/filter", violations);
    }
  }

  private Set<String> named(Function<Objective, Collection<String>> some) {
    return task.objectives().stream()
        .flatMap(objective -> some.apply(objective).stream())
        .collect(Collectors.collectingAndThen(Collectors.toSet(), ValueInterner::set));
  }

  public Task task() {
    return task;
  }

  /** Whether the filter is true of the event and the rollout includes its user. */
  public boolean audienceAccepts(EventFacts facts) {
    return audience.accepts(facts);
  }

  /**
   * Whether an objective's filter is true of the event, whatever the event's behavior.
   *
   * @param objective index in {@link Task#objectives()}
   */
  public boolean objectiveAccepts(int objective, EventFacts facts) {
    return facts.satisfies(objectives[objective]);
  }

  /** Whether events of a behavior are offered to an objective. */
  public boolean adds(String behavior) {
    return adding.contains(behavior);
  }

  /** Whether events of a behavior cancel earlier events. */
  public boolean cancels(String behavior) {
    return cancelling.contains(behavior);
  }

  /** Whether an objective names the behavior, to count or to cancel. */
  public boolean names(String behavior) {
    return adds(behavior) || cancels(behavior);
  }

  /** The behaviors whose events cancel earlier events. */
  Set<String> cancelling() {
    return cancelling;
  }

  /** The behaviors that any objective names, to count or to cancel. */
  Set<String> behaviors() {
    Set<String> all = new HashSet<>(adding);
    all.addAll(cancelling);
    return all;
  }

  CompiledAudience audience() {
    return audience;
  }

  /**
   * The clauses that hold for every event that satisfies an objective's filter.
   *
   * @param objective index in {@link Task#objectives()}
   */
  List<Clause> necessary(int objective) {
    Condition filter = objectives[objective];
    return filter == null ? List.of() : filter.necessary();
  }
}
