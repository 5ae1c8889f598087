package io.renwu.engine;

import io.renwu.model.Aggregation.Function;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Objective;
import io.renwu.model.Period;
import io.renwu.model.Progress;
import io.renwu.model.Recurrence.Policy;
import io.renwu.model.Reward;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32;

/**
 * The contract once more, of one user, slow and plain: nothing is compact, nothing is forgotten,
 * nothing is looked up twice as fast. Conditions are given as predicates by their text. Grants have
 * no id.
 */
final class ContractModel {
  private final List<Task> versions;
  private final Duration horizon;
  private final Map<String, Predicate<Event>> conditions;
  private final Map<String, Instant> firstReceived = new HashMap<>();
  private final Map<String, Integer> lifetimeCompletions = new HashMap<>();
  private final Map<String, PeriodModel> periods = new HashMap<>();

  final List<Decision> decisions = new ArrayList<>();
  final List<Grant> grants = new ArrayList<>();
  final List<Progress> progress = new ArrayList<>();

  private static final class PeriodModel {
    int version;
    int completions;
    int tiers;
    Map<String, BigDecimal> amounts = new HashMap<>();
    Map<String, Set<Object>> values = new HashMap<>();
  }

  ContractModel(List<Task> versions, Duration horizon, Map<String, Predicate<Event>> conditions) {
    this.versions = versions;
    this.horizon = horizon;
    this.conditions = conditions;
  }

  void take(Event event) {
    decisions.clear();
    grants.clear();
    progress.clear();
    if (versions.stream().noneMatch(v -> names(v, event))) {
      return;
    }
    Instant first = firstReceived.get(event.eventId());
    if (!horizon.isZero()
        && first != null
        && Duration.between(first, event.receivedAt()).compareTo(horizon) < 0) {
      decisions.add(
          new Decision(
              event.userId(),
              event.eventId(),
              event.behavior(),
              null,
              null,
              null,
              DecisionCode.DUPLICATE,
              Map.of(),
              Map.of(),
              List.of(),
              false,
              event.time(),
              event.receivedAt()));
      return;
    }
    firstReceived.put(event.eventId(), event.receivedAt());
    Map<String, Integer> completedBefore = Map.copyOf(lifetimeCompletions);
    versions.stream()
        .map(Task::taskId)
        .distinct()
        .sorted()
        .forEach(
            id ->
                versions.stream()
                    .filter(v -> v.taskId().equals(id))
                    .filter(v -> !v.effectiveAt().isAfter(event.time()))
                    .max(Comparator.comparingInt(Task::version))
                    .filter(v -> v.status() != Task.Status.ARCHIVED && names(v, event))
                    .ifPresent(v -> decide(v, event, completedBefore)));
  }

  private static boolean names(Task task, Event event) {
    return task.objectives().stream().anyMatch(o -> o.behaviors().contains(event.behavior()));
  }

  private void decide(Task task, Event event, Map<String, Integer> completedBefore) {
    CalendarModel.Found found = CalendarModel.find(task.period(), event);
    PeriodModel period =
        periods.getOrDefault(task.taskId() + "/" + found.name(), new PeriodModel());
    boolean late =
        task.period().unit() != Period.Unit.NONE
            && !event.receivedAt().isBefore(found.end().plus(task.period().allowedLateness()));
    Map<String, BigDecimal> before = late ? Map.of() : shown(task, period);
    int grantsBefore = grants.size();
    DecisionCode code = code(task, event, found, period, late, completedBefore);
    boolean counted = code == DecisionCode.COUNTED;
    Map<String, BigDecimal> after = counted ? shown(task, period) : before;
    if (counted) {
      periods.put(task.taskId() + "/" + found.name(), period);
      progress.add(progress(task, event, found, period));
    }
    List<String> grantIds =
        grants.subList(grantsBefore, grants.size()).stream().map(Grant::grantId).toList();
    decisions.add(
        new Decision(
            event.userId(),
            event.eventId(),
            event.behavior(),
            task.taskId(),
            task.version(),
            found.name(),
            code,
            before,
            after,
            grantIds,
            false,
            event.time(),
            event.receivedAt()));
  }

  private DecisionCode code(
      Task task,
      Event event,
      CalendarModel.Found found,
      PeriodModel period,
      boolean late,
      Map<String, Integer> completedBefore) {
    if (task.status() == Task.Status.PAUSED) {
      return DecisionCode.PAUSED;
    }
    if (event.time().isBefore(task.schedule().startAt())
        || !event.time().isBefore(task.schedule().endAt())) {
      return DecisionCode.OUT_OF_SCHEDULE;
    }
    if (!holds(task.audience().filter(), event) || !rolledOut(task, event)) {
      return DecisionCode.NOT_IN_AUDIENCE;
    }
    if (!task.preconditions().stream().allMatch(completedBefore::containsKey)) {
      return DecisionCode.LOCKED;
    }
    if (late) {
      return DecisionCode.LATE;
    }
    if (nothingLeft(task, period)) {
      return DecisionCode.ALREADY_COMPLETED;
    }
    List<Objective> open =
        task.objectives().stream()
            .filter(o -> o.behaviors().contains(event.behavior()) && holds(o.filter(), event))
            .toList();
    if (open.isEmpty()) {
      return DecisionCode.FILTERED;
    }
    PeriodModel trial = migrated(task, period);
    List<DecisionCode> codes = open.stream().map(o -> count(o, event, trial)).toList();
    boolean reached = complete(task, event, found, trial);
    if (!codes.contains(DecisionCode.COUNTED) && !reached) {
      return codes.get(0);
    }
    period.version = Math.max(task.version(), period.version);
    period.completions = trial.completions;
    period.tiers = trial.tiers;
    period.amounts = trial.amounts;
    period.values = trial.values;
    return DecisionCode.COUNTED;
  }

  /**
   * A copy; under a version higher than any before without the objectives that it does not have.
   */
  private static PeriodModel migrated(Task task, PeriodModel period) {
    PeriodModel copy = new PeriodModel();
    copy.completions = period.completions;
    copy.tiers = period.tiers;
    copy.amounts.putAll(period.amounts);
    period.values.forEach((key, set) -> copy.values.put(key, new HashSet<>(set)));
    if (task.version() > period.version) {
      Set<String> kept = new HashSet<>();
      task.objectives().forEach(o -> kept.add(key(o)));
      copy.amounts.keySet().retainAll(kept);
      copy.values.keySet().retainAll(kept);
    }
    return copy;
  }

  private static String key(Objective objective) {
    return objective.id() + "|" + objective.aggregation();
  }

  private static BigDecimal held(Objective objective, PeriodModel period) {
    return period.amounts.getOrDefault(key(objective), BigDecimal.ZERO);
  }

  private static boolean reached(Objective objective, PeriodModel period) {
    return held(objective, period).compareTo(objective.target()) >= 0;
  }

  private static DecisionCode count(Objective objective, Event event, PeriodModel period) {
    Object value = event.attributes().get(objective.aggregation().field());
    BigDecimal added = BigDecimal.ONE;
    if (objective.aggregation().function() == Function.SUM) {
      if (!(value instanceof BigDecimal number) || number.signum() < 0) {
        return DecisionCode.INVALID_FIELD;
      }
      added = number;
    }
    if (objective.aggregation().function() == Function.COUNT_DISTINCT
        && !(value instanceof BigDecimal || value instanceof String)) {
      return DecisionCode.INVALID_FIELD;
    }
    if (reached(objective, period) || added.signum() == 0) {
      return DecisionCode.NO_CHANGE;
    }
    if (objective.aggregation().function() == Function.COUNT_DISTINCT) {
      Object canonical = value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
      if (!period.values.computeIfAbsent(key(objective), k -> new HashSet<>()).add(canonical)) {
        return DecisionCode.NO_CHANGE;
      }
    }
    period.amounts.merge(key(objective), added, BigDecimal::add);
    return DecisionCode.COUNTED;
  }

  /** Grants tiers and completions; whether there were any. */
  private boolean complete(Task task, Event event, CalendarModel.Found found, PeriodModel period) {
    boolean any = false;
    while (period.tiers < task.tiers().size()
        && held(task.objectives().get(0), period).compareTo(task.tiers().get(period.tiers).target())
            >= 0) {
      period.tiers++;
      any = true;
      List<Reward> rewards = task.tiers().get(period.tiers - 1).rewards();
      grant(task, event, found, period.completions + 1, period.tiers, rewards);
    }
    while (!nothingLeft(task, period) && holds(task, period)) {
      any = true;
      period.completions++;
      lifetimeCompletions.merge(task.taskId(), 1, Integer::sum);
      if (task.tiers().isEmpty()) {
        grant(task, event, found, period.completions, null, task.rewards());
      }
      if (task.recurrence().policy() == Policy.REPEAT) {
        for (Objective objective : task.objectives()) {
          BigDecimal rest = held(objective, period).subtract(objective.target());
          boolean carried = carries(task) && !nothingLeft(task, period);
          period.amounts.put(key(objective), carried ? rest : BigDecimal.ZERO);
        }
      }
    }
    return any;
  }

  private static boolean carries(Task task) {
    return task.recurrence().policy() == Policy.REPEAT
        && task.objectives().size() == 1
        && task.objectives().get(0).aggregation().function() != Function.COUNT_DISTINCT;
  }

  private static boolean holds(Task task, PeriodModel period) {
    return task.completion() == Task.Completion.ALL
        ? task.objectives().stream().allMatch(o -> reached(o, period))
        : task.objectives().stream().anyMatch(o -> reached(o, period));
  }

  private boolean nothingLeft(Task task, PeriodModel period) {
    Integer most = task.recurrence().maxCompletions();
    return switch (task.recurrence().policy()) {
      case ONCE -> lifetimeCompletions.containsKey(task.taskId());
      case PER_PERIOD -> period.completions == 1;
      case REPEAT -> most != null && period.completions >= most;
    };
  }

  private void grant(
      Task task,
      Event event,
      CalendarModel.Found found,
      int completion,
      Integer tier,
      List<Reward> rewards) {
    List<Reward> records =
        rewards.isEmpty()
            ? List.of(new Reward(null, null, null, Reward.Delivery.AUTO, null, Map.of()))
            : rewards;
    for (Reward reward : records) {
      String id =
          String.join(
              "/", task.taskId(), found.name(), "" + completion, "" + tier, reward.rewardId());
      grants.add(
          new Grant(
              id,
              event.userId(),
              task.taskId(),
              task.version(),
              found.name(),
              completion,
              tier,
              1,
              reward.rewardId(),
              reward.type(),
              reward.amount(),
              reward.attributes(),
              Grant.Outcome.GRANTED,
              false,
              false,
              event.eventId(),
              event.time()));
    }
  }

  private static Map<String, BigDecimal> shown(Task task, PeriodModel period) {
    Map<String, BigDecimal> shown = new LinkedHashMap<>();
    for (Objective objective : task.objectives()) {
      BigDecimal held = held(objective, period);
      BigDecimal cut = carries(task) ? held : held.min(objective.target());
      shown.put(objective.id(), cut.stripTrailingZeros());
    }
    return shown;
  }

  private Progress progress(Task task, Event event, CalendarModel.Found found, PeriodModel period) {
    Map<String, BigDecimal> shown = shown(task, period);
    List<Progress.ObjectiveProgress> objectives = new ArrayList<>();
    for (Objective objective : task.objectives()) {
      objectives.add(
          new Progress.ObjectiveProgress(
              objective.id(), shown.get(objective.id()), objective.target()));
    }
    return new Progress(
        event.userId(),
        task.taskId(),
        task.version(),
        found.name(),
        found.end(),
        objectives,
        period.completions,
        nothingLeft(task, period) ? Progress.Status.COMPLETED : Progress.Status.IN_PROGRESS,
        false,
        event.time());
  }

  private boolean holds(String condition, Event event) {
    return condition == null || conditions.get(condition).test(event);
  }

  private static boolean rolledOut(Task task, Event event) {
    if (task.audience().rollout() == null) {
      return true;
    }
    CRC32 crc = new CRC32();
    String text = task.audience().rollout().salt() + ":" + event.userId();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % 10000 < task.audience().rollout().basisPoints();
  }
}
