package io.renwu.engine;

import io.renwu.engine.ObjectiveModel.Counted;
import io.renwu.model.Aggregation;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Objective;
import io.renwu.model.Period;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Steps 8 and 9 of an evaluation: which objectives an event is for, and what it adds to them. */
final class CountingModel {
  private final HistoryModel history;
  private final GateModel gates;

  CountingModel(HistoryModel history, GateModel gates) {
    this.history = history;
    this.gates = gates;
  }

  /**
   * The "objectives that name this behaviour (in a SEQUENCE: the open one, which is the first
   * unfinished, or the last if none is)" and have a true filter.
   */
  List<Objective> left(SceneModel scene, PeriodModel period) {
    Task task = scene.task();
    List<Objective> candidates = task.objectives();
    if (task.completion() == Task.Completion.SEQUENCE) {
      Objective last = candidates.get(candidates.size() - 1);
      candidates =
          List.of(candidates.stream().filter(o -> !period.reached(o)).findFirst().orElse(last));
    }
    return candidates.stream()
        .filter(o -> o.behaviors().contains(scene.event().behavior()))
        .filter(o -> gates.holds(o.filter(), scene.event()))
        .toList();
  }

  /**
   * Step 9 "where such a thing holds for each of the objectives left; if they differ, the first
   * objective's", else step 10.
   */
  DecisionCode count(SceneModel scene, List<Objective> left, PeriodModel period) {
    List<DecisionCode> codes = new ArrayList<>();
    for (Objective objective : left) {
      DecisionCode code = count(scene, objective, period);
      codes.add(code);
      if (code == DecisionCode.COUNTED) {
        history.use(scene.place(), objective, scene.event(), scene.task().period());
      }
    }
    return codes.contains(DecisionCode.COUNTED) ? DecisionCode.COUNTED : codes.get(0);
  }

  /** "INVALID_FIELD, NO_CHANGE, FREQUENCY_LIMIT, looked at in this order"; else it counts. */
  private DecisionCode count(SceneModel scene, Objective objective, PeriodModel period) {
    Aggregation how = objective.aggregation();
    Counted counted = counted(objective, scene.event(), scene.task().period());
    if (counted == null) {
      return DecisionCode.INVALID_FIELD;
    }
    if (period.reached(objective) || period.of(objective).changesNothing(how, counted)) {
      return DecisionCode.NO_CHANGE;
    }
    boolean forgotten =
        objective.frequencyLimit() != null
            && gates.forgotten(objective.frequencyLimit().per(), scene);
    if (forgotten
        || history.frequencyUsedUp(scene.task(), scene.place(), objective, scene.event())) {
      return DecisionCode.FREQUENCY_LIMIT;
    }
    period.of(objective).add(counted);
    return DecisionCode.COUNTED;
  }

  /** What an event adds to an objective, or null where its field is invalid. */
  private static Counted counted(Objective objective, Event event, Period calendar) {
    Aggregation how = objective.aggregation();
    Object value = how.field() == null ? null : AttributeModel.at(event, how.field());
    Object key =
        objective.cancelKey() == null ? null : AttributeModel.at(event, objective.cancelKey());
    return switch (how.function()) {
      case COUNT -> new Counted(key, BigDecimal.ONE, null);
      case SUM ->
          value instanceof BigDecimal number && number.signum() >= 0
              ? new Counted(key, number, null)
              : null;
      case MAX -> value instanceof BigDecimal number ? new Counted(null, number, null) : null;
      case COUNT_DISTINCT -> value == null ? null : new Counted(value, null, value);
      case STREAK ->
          new Counted(
              key,
              null,
              CalendarModel.find(how.unit(), calendar, event.time(), event.timezone()).firstDate());
    };
  }
}
