package io.renwu.engine;

import io.renwu.model.Audience;
import io.renwu.model.Objective;
import io.renwu.model.Period;
import io.renwu.model.Schedule;
import io.renwu.model.Task;
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
        List<ContractCase.Step> steps = new ArrayList<>(smallest.steps());
        steps.set(i, new ContractCase.Step(steps.get(i).event(), false));
        smaller |= tries(smallest.withSteps(steps));
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
    boolean smaller = false;
    for (int i = 0; i < smallest.tasks().size(); i++) {
      for (Task simpler : simpler(smallest.tasks().get(i)).toList()) {
        List<Task> tasks = new ArrayList<>(smallest.tasks());
        tasks.set(i, simpler);
        if (tries(smallest.withTasks(tasks))) {
          return true;
        }
      }
    }
    return smaller;
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

  private static Stream<Task> simpler(Task t) {
    Period p = t.period();
    Period utc =
        new Period(p.unit(), java.time.ZoneId.of("UTC"), p.dayStart(), p.allowedLateness());
    Period midnight = new Period(p.unit(), p.zone(), LocalTime.MIDNIGHT, p.allowedLateness());
    Period strict = new Period(p.unit(), p.zone(), p.dayStart(), Duration.ZERO);
    Stream<Task> fewerObjectives =
        IntStream.range(0, t.objectives().size())
            .filter(i -> t.objectives().size() > 1)
            .mapToObj(i -> with(t, without(t.objectives(), i, 1), p, t.effectiveAt()));
    Stream<Task> simplerObjectives =
        IntStream.range(0, t.objectives().size())
            .boxed()
            .flatMap(
                i ->
                    simpler(t.objectives().get(i))
                        .map(
                            o -> {
                              List<Objective> objectives = new ArrayList<>(t.objectives());
                              objectives.set(i, o);
                              return with(t, objectives, p, t.effectiveAt());
                            }));
    Task bare =
        new Task(
            t.taskId(),
            t.version(),
            t.name(),
            t.status(),
            t.effectiveAt(),
            Schedule.ALWAYS,
            Audience.EVERYONE,
            List.of(),
            t.objectives(),
            t.completion(),
            p,
            t.recurrence(),
            t.tiers(),
            t.userLimits(),
            List.of(),
            t.rewards(),
            t.clawback(),
            t.inFlight());
    Task plain =
        new Task(
            t.taskId(),
            t.version(),
            t.name(),
            t.status(),
            t.effectiveAt(),
            t.schedule(),
            t.audience(),
            t.preconditions(),
            t.objectives(),
            Task.Completion.ALL,
            p,
            t.recurrence(),
            t.tiers(),
            List.of(),
            t.budgets(),
            t.rewards(),
            Task.Clawback.NONE,
            Task.InFlight.MIGRATE);
    Task free =
        new Task(
            t.taskId(),
            t.version(),
            t.name(),
            t.status(),
            t.effectiveAt(),
            t.schedule(),
            t.audience(),
            t.preconditions(),
            t.objectives(),
            t.completion(),
            p,
            t.recurrence(),
            t.tiers(),
            t.userLimits(),
            t.budgets(),
            List.of(),
            t.clawback(),
            t.inFlight());
    Task active =
        new Task(
            t.taskId(),
            t.version(),
            t.name(),
            Task.Status.ACTIVE,
            t.effectiveAt(),
            t.schedule(),
            t.audience(),
            t.preconditions(),
            t.objectives(),
            t.completion(),
            p,
            t.recurrence(),
            t.tiers(),
            t.userLimits(),
            t.budgets(),
            t.rewards(),
            t.clawback(),
            t.inFlight());
    return Stream.of(
            fewerObjectives,
            simplerObjectives,
            Stream.of(bare, plain, free, active),
            Stream.of(utc, midnight, strict).map(q -> with(t, t.objectives(), q, t.effectiveAt())),
            Stream.of(with(t, t.objectives(), p, Instant.MIN)))
        .flatMap(s -> s);
  }

  private static Stream<Objective> simpler(Objective o) {
    return Stream.of(
        new Objective(
            o.id(),
            o.behaviors(),
            null,
            o.aggregation(),
            o.target(),
            o.frequencyLimit(),
            o.cancelBehaviors(),
            o.cancelKey()),
        new Objective(
            o.id(),
            o.behaviors(),
            o.filter(),
            o.aggregation(),
            o.target(),
            null,
            o.cancelBehaviors(),
            o.cancelKey()),
        new Objective(
            o.id(),
            o.behaviors(),
            o.filter(),
            o.aggregation(),
            o.target(),
            o.frequencyLimit(),
            List.of(),
            null));
  }

  private static Task with(Task t, List<Objective> objectives, Period period, Instant effectiveAt) {
    return new Task(
        t.taskId(),
        t.version(),
        t.name(),
        t.status(),
        effectiveAt,
        t.schedule(),
        t.audience(),
        t.preconditions(),
        objectives,
        t.completion(),
        period,
        t.recurrence(),
        t.tiers(),
        t.userLimits(),
        t.budgets(),
        t.rewards(),
        t.clawback(),
        t.inFlight());
  }
}
