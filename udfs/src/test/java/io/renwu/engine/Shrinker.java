package io.renwu.engine;

import io.renwu.model.Audience;
import io.renwu.model.Objective;
import io.renwu.model.Schedule;
import io.renwu.model.Task;
import io.renwu.model.Zones;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes a case small that shows something: drops whatever it shows it without. */
final class Shrinker {
  private final Predicate<ContractCase> shows;
  private ContractCase smallest;

  private Shrinker(ContractCase start, Predicate<ContractCase> shows) {
    this.shows = shows;
    smallest = start;
  }

  static ContractCase shrink(ContractCase start, Predicate<ContractCase> shows) {
    Shrinker shrinker = new Shrinker(start, shows);
    boolean smaller = true;
    while (smaller) {
      smaller =
          shrinker.dropSteps()
              || shrinker.keepStates()
              || shrinker.dropTasks()
              || shrinker.simplifyTasks();
    }
    return shrinker.smallest;
  }

  private boolean dropSteps() {
    boolean smaller = false;
    for (int length = smallest.steps().size() / 2; length > 0; length /= 2) {
      for (int from = smallest.steps().size() - length; from >= 0; from -= length) {
        smaller |= tries(smallest.withSteps(without(smallest.steps(), from, length)));
        from = Math.min(from, smallest.steps().size());
      }
    }
    return smaller;
  }

  private boolean keepStates() {
    boolean smaller = false;
    for (int i = 0; i < smallest.steps().size(); i++) {
      if (smallest.steps().get(i).expires()) {
        ContractCase.Step kept = with(smallest.steps().get(i), "expires", false);
        smaller |= tries(smallest.withSteps(with(smallest.steps(), i, kept)));
      }
    }
    return smaller;
  }

  private boolean dropTasks() {
    boolean smaller = false;
    for (int i = smallest.tasks().size() - 1; i >= 0; i--) {
      smaller |= tries(smallest.withTasks(without(smallest.tasks(), i, 1)));
    }
    return smaller;
  }

  private boolean simplifyTasks() {
    for (int i = 0; i < smallest.tasks().size(); i++) {
      for (Task simpler : simpler(smallest.tasks().get(i)).toList()) {
        if (tries(smallest.withTasks(with(smallest.tasks(), i, simpler)))) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean tries(ContractCase candidate) {
    if (candidate.equals(smallest) || !shows.test(candidate)) {
      return false;
    }
    smallest = candidate;
    return true;
  }

  private static <T> List<T> without(List<T> list, int from, int length) {
    return IntStream.range(0, list.size())
        .filter(i -> i < from || i >= from + length)
        .mapToObj(list::get)
        .toList();
  }

  private static Stream<Task> simpler(Task task) {
    List<Objective> objectives = task.objectives();
    Stream<Task> fewer =
        IntStream.range(0, objectives.size())
            .filter(i -> objectives.size() > 1)
            .mapToObj(i -> with(task, "objectives", without(objectives, i, 1)));
    Stream<Task> simpler =
        IntStream.range(0, objectives.size())
            .boxed()
            .flatMap(
                i ->
                    simpler(objectives.get(i))
                        .map(o -> with(task, "objectives", with(objectives, i, o))));
    Stream<Task> periods =
        Stream.of(
                with(task.period(), "zone", Zones.UTC),
                with(task.period(), "dayStart", LocalTime.MIDNIGHT),
                with(task.period(), "allowedLateness", Duration.ZERO))
            .map(period -> with(task, "period", period));
    Stream<Task> without =
        Stream.of(
            with(task, "status", Task.Status.ACTIVE),
            with(task, "effectiveAt", Instant.MIN),
            with(task, "schedule", Schedule.ALWAYS),
            with(task, "audience", Audience.EVERYONE),
            with(task, "preconditions", List.of()),
            with(task, "completion", Task.Completion.ALL),
            with(task, "userLimits", List.of()),
            with(task, "budgets", List.of()),
            with(task, "rewards", List.of()),
            with(task, "clawback", Task.Clawback.NONE),
            with(task, "inFlight", Task.InFlight.MIGRATE));
    return Stream.of(fewer, simpler, periods, without).flatMap(candidates -> candidates);
  }

  private static Stream<Objective> simpler(Objective objective) {
    return Stream.of(
        with(objective, "filter", null),
        with(objective, "frequencyLimit", null),
        with(with(objective, "cancelBehaviors", List.of()), "cancelKey", null));
  }

  private static <T> List<T> with(List<T> list, int index, T element) {
    List<T> changed = new ArrayList<>(list);
    changed.set(index, element);
    return changed;
  }

  /** A record with another component. */
  private static <R extends Record> R with(R original, String name, Object value) {
    RecordComponent[] components = original.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] =
            components[i].getName().equals(name)
                ? value
                : components[i].getAccessor().invoke(original);
      }
      @SuppressWarnings("unchecked") // the class of the original
      Class<R> type = (Class<R>) original.getClass();
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalArgumentException(name, impossible);
    }
  }
}
