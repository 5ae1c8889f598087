package io.renwu.engine;

import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Objective;
import io.renwu.model.Progress;
import io.renwu.model.Recurrence.Policy;
import io.renwu.model.Task;
import io.renwu.model.TaskRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The contract once more, of one user, slow and plain: everything is computed anew from all that
 * happened. Conditions are given as predicates by their text. The id of a grant is the text of what
 * it is a function of.
 */
final class ContractModel {
  private static final String CLAIM = "claim";

  private final VersionsModel versions;
  private final Duration horizon;
  private final HistoryModel history = new HistoryModel();
  private final GateModel gates;
  private final CountingModel counting;
  private final CompletionModel completion;
  private final CancelModel cancelling;
  private final ClaimModel claiming;

  final List<Decision> decisions = new ArrayList<>();
  final List<Grant> grants = new ArrayList<>();
  final List<Progress> progress = new ArrayList<>();

  /** What the last event met in flight, by task. */
  final Map<String, Set<InFlightEffect>> inFlight = new HashMap<>();

  /** That a policy made a difference. */
  enum InFlightEffect {
    /** Progress went on under another version. */
    MIGRATED,
    /** An older version evaluated than the one that governs. */
    KEPT,
    /** There was progress, and it started from zero. */
    RESET
  }

  /**
   * @param versions all of all tasks
   */
  ContractModel(
      List<Task> versions,
      Duration horizon,
      Duration memoryHorizon,
      Map<String, Predicate<Event>> conditions) {
    this.versions = new VersionsModel(versions);
    this.horizon = horizon;
    gates = new GateModel(history, memoryHorizon, conditions);
    counting = new CountingModel(history, gates);
    completion = new CompletionModel(history, gates);
    cancelling = new CancelModel(history, memoryHorizon);
    claiming = new ClaimModel(history, memoryHorizon);
  }

  void take(Event event) {
    decisions.clear();
    grants.clear();
    progress.clear();
    inFlight.clear();
    boolean claim = event.behavior().equals(CLAIM);
    if (claim ? !versions.anythingToClaim() : !versions.anyNames(event.behavior())) {
      return;
    }
    if (isDuplicate(event)) {
      decide(event, TaskRef.NONE, DecisionCode.DUPLICATE, Map.of(), Map.of(), List.of());
      return;
    }
    history.firstReceived.put(event.eventId(), event.receivedAt());
    if (claim) {
      claim(event);
      return;
    }
    Set<String> completedBefore = history.completedTasks();
    versions.taskIds().forEach(taskId -> offer(taskId, event, completedBefore));
  }

  /**
   * "A second event of the same user with the same eventId less than the de-duplication horizon (0
   * = off) of receivedAt after the first one."
   */
  private boolean isDuplicate(Event event) {
    Instant first = history.firstReceived.get(event.eventId());
    return !horizon.isZero()
        && first != null
        && Duration.between(first, event.receivedAt()).compareTo(horizon) < 0;
  }

  private void claim(Event event) {
    Object taskId = event.attributes().get("taskId");
    String period = event.attributes().get("period") instanceof String name ? name : null;
    if (!(taskId instanceof String id) || !versions.taskIds().contains(id)) {
      decideClaim(event, null, null, null, DecisionCode.NOTHING_TO_CLAIM, List.of());
      return;
    }
    Task governing = versions.governing(id, event.time());
    if (governing == null) {
      decideClaim(event, id, null, period, DecisionCode.NOTHING_TO_CLAIM, List.of());
    } else if (governing.status() == Task.Status.PAUSED) {
      decideClaim(event, id, governing, period, DecisionCode.PAUSED, List.of());
    } else if (governing.status() != Task.Status.ARCHIVED) {
      ClaimModel.Answer answer = claiming.claim(governing, event);
      grants.addAll(answer.grants());
      decideClaim(event, id, governing, period, answer.code(), answer.grants());
    }
  }

  private void decideClaim(
      Event event, String taskId, Task version, String period, DecisionCode code, List<Grant> due) {
    boolean shadow = version != null && version.status() == Task.Status.SHADOW;
    Integer number = version == null ? null : (Integer) version.version();
    TaskRef task = new TaskRef(taskId, number, period, shadow);
    decide(event, task, code, Map.of(), Map.of(), due);
  }

  /** "Each task gives exactly one decision." */
  private void offer(String taskId, Event event, Set<String> completedBefore) {
    Task governing = versions.governing(taskId, event.time());
    if (governing == null || governing.status() == Task.Status.ARCHIVED) {
      return;
    }
    boolean cancels = versions.cancels(taskId, event);
    SceneModel scene =
        SceneModel.of(governing, event, cancels ? CancelModel.pointsTo(event) : event.time());
    if (governing.status() == Task.Status.PAUSED) {
      if (VersionsModel.names(governing, event.behavior())) {
        pause(scene);
      }
    } else if (cancels) {
      cancel(scene);
    } else {
      evaluate(scene, completedBefore);
    }
  }

  private void pause(SceneModel scene) {
    PeriodModel period = history.periods.get(scene.place());
    Map<String, BigDecimal> shown = shown(scene, period);
    decide(scene, DecisionCode.PAUSED, shown, shown, List.of());
  }

  /** Steps 2 to 10. */
  private void evaluate(SceneModel governing, Set<String> completedBefore) {
    PeriodModel kept = governing.closed() ? null : history.periods.get(governing.place());
    VersionsModel.Evaluating evaluating = evaluating(governing, kept);
    SceneModel scene = governing.under(evaluating.version());
    if (!VersionsModel.names(scene.task(), scene.event().behavior())) {
      return;
    }
    PeriodModel period = begun(scene, kept, evaluating);
    Map<String, BigDecimal> before = shown(scene, period);
    DecisionCode closed = gates.closedBy(scene, completedBefore);
    if (closed != null) {
      decide(scene, closed, before, before, List.of());
      return;
    }
    List<Objective> left = counting.left(scene, period);
    if (left.isEmpty()) {
      decide(scene, DecisionCode.FILTERED, before, before, List.of());
      return;
    }
    DecisionCode counted = counting.count(scene, left, period);
    int completions = history.completions(scene.place());
    List<Grant> granted = completion.look(scene, period);
    boolean reached = !granted.isEmpty() || history.completions(scene.place()) > completions;
    if (counted != DecisionCode.COUNTED && !reached) {
      decide(scene, counted, before, before, List.of());
      return;
    }
    period.lastCounted = scene.event().time();
    if (history.completions(scene.place()) > completions && scene.task().period().isEndless()) {
      period.version = Math.max(period.version, governing.task().version());
    }
    change(scene, evaluating, kept, period);
    grants.addAll(granted);
    decide(scene, DecisionCode.COUNTED, before, shown(scene, period), granted);
  }

  /**
   * "Steps 1 to 7 and filters do not apply to a cancel event." Where it comes after its period was
   * closed and changes nothing, nothing is said of what the period may hold.
   */
  private void cancel(SceneModel governing) {
    PeriodModel kept =
        cancelling.forgotten(governing) ? null : history.periods.get(governing.place());
    VersionsModel.Evaluating evaluating = evaluating(governing, kept);
    SceneModel scene = governing.under(evaluating.version());
    PeriodModel period = begun(scene, kept, evaluating);
    Map<String, BigDecimal> before = period.shown(scene.task());
    boolean named = VersionsModel.names(scene.task(), scene.event().behavior());
    if (kept != null && named && cancelling.takeBack(scene, period)) {
      List<Grant> revoked =
          scene.task().clawback() == Task.Clawback.FULL
              ? completion.withdraw(scene, period)
              : List.of();
      change(scene, evaluating, kept, period);
      grants.addAll(revoked);
      decide(scene, DecisionCode.CANCELLED, before, period.shown(scene.task()), revoked);
      return;
    }
    SceneModel unchanged = governing.closed() ? governing : scene;
    if (VersionsModel.names(unchanged.task(), scene.event().behavior())) {
      Map<String, BigDecimal> shown = governing.closed() ? Map.of() : before;
      decide(unchanged, DecisionCode.NOTHING_TO_CANCEL, shown, shown, List.of());
    }
  }

  private VersionsModel.Evaluating evaluating(SceneModel governing, PeriodModel kept) {
    boolean underWay =
        kept != null
            && (!governing.task().period().isEndless()
                || (kept.hasProgress(versions.version(governing.task().taskId(), kept.version))
                    && (governing.task().recurrence().policy() == Policy.REPEAT
                        || history.completions(governing.place()) == 0)));
    return versions.evaluating(
        governing.task(), kept == null ? null : (Integer) kept.version, underWay);
  }

  /** A copy of what the period holds, as the version that evaluates finds it. */
  private static PeriodModel begun(
      SceneModel scene, PeriodModel kept, VersionsModel.Evaluating evaluating) {
    PeriodModel period = kept == null ? new PeriodModel() : kept;
    return (evaluating.emptied() ? period.emptied() : period).under(scene.task());
  }

  /** From now on the period holds this. */
  private void change(
      SceneModel scene, VersionsModel.Evaluating evaluating, PeriodModel kept, PeriodModel period) {
    history.periods.put(scene.place(), period);
    progress.add(progress(scene, period));
    Set<InFlightEffect> effects = EnumSet.noneOf(InFlightEffect.class);
    if (evaluating.kept()) {
      effects.add(InFlightEffect.KEPT);
    }
    if (evaluating.emptied() && !kept.isEmpty()) {
      effects.add(InFlightEffect.RESET);
    }
    if (kept != null && !evaluating.emptied() && period.version > kept.version) {
      effects.add(InFlightEffect.MIGRATED);
    }
    inFlight.put(scene.task().taskId(), effects);
  }

  /** What a decision shows; nothing after the period was closed. */
  private static Map<String, BigDecimal> shown(SceneModel scene, PeriodModel period) {
    if (scene.closed()) {
      return Map.of();
    }
    return (period == null ? new PeriodModel() : period).shown(scene.task());
  }

  private Progress progress(SceneModel scene, PeriodModel period) {
    Task task = scene.task();
    Map<String, BigDecimal> shown = period.shown(task);
    return new Progress(
        scene.event().userId(),
        ref(scene),
        scene.end(),
        task.objectives().stream()
            .map(o -> new Progress.ObjectiveProgress(o.id(), shown.get(o.id()), o.target()))
            .toList(),
        history.completions(scene.place()),
        gates.nothingLeft(scene) ? Progress.Status.COMPLETED : Progress.Status.IN_PROGRESS,
        period.lastCounted);
  }

  private void decide(
      SceneModel scene,
      DecisionCode code,
      Map<String, BigDecimal> before,
      Map<String, BigDecimal> after,
      List<Grant> granted) {
    decide(scene.event(), ref(scene), code, before, after, granted);
  }

  private static TaskRef ref(SceneModel scene) {
    return new TaskRef(
        scene.task().taskId(),
        scene.task().version(),
        scene.place().period(),
        scene.place().shadow());
  }

  private void decide(
      Event event,
      TaskRef task,
      DecisionCode code,
      Map<String, BigDecimal> before,
      Map<String, BigDecimal> after,
      List<Grant> granted) {
    decisions.add(Decision.of(event, task, code, before, after, granted));
  }
}
