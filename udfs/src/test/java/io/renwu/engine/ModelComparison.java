package io.renwu.engine;

import io.renwu.catalog.TaskCatalog;
import io.renwu.codec.UserStateCodec;
import io.renwu.model.Decision;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The engine beside {@link ContractModel}. After each event the engine's state goes through its
 * codec, and now and then forgets what it may: neither shows.
 */
final class ModelComparison {
  private final Map<String, String> idByName = new HashMap<>();
  private final Map<String, String> nameById = new HashMap<>();

  /**
   * Where the two part.
   *
   * @param step the event's number in the history
   */
  record Difference(int step, String expected, String found) {}

  Optional<Difference> difference(ContractCase history, Coverage coverage) {
    TaskCatalog catalog = history.catalog();
    TaskEngine engine = new TaskEngine(history.settings(), history.inlineMembers());
    ContractModel model =
        new ContractModel(
            history.tasks(),
            history.deduplicationHorizon(),
            history.memoryHorizon(),
            RandomTasks.CONDITIONS);
    HeldApart sets = new HeldApart();
    UserState state = UserState.empty();
    for (int i = 0; i < history.steps().size(); i++) {
      Event event = history.steps().get(i).event();
      model.take(event);
      coverage.add(history, model, event);
      try {
        EventOutcome outcome = engine.decide(state, event, catalog, sets);
        Optional<Difference> difference = difference(i, model, outcome);
        if (difference.isPresent()) {
          return difference;
        }
        sets.apply(outcome.sets());
        state = UserStateCodec.decode(UserStateCodec.encode(outcome.state()));
        if (!state.equals(outcome.state())) {
          return Optional.of(
              new Difference(i, "state " + outcome.state(), "state after its codec " + state));
        }
        if (history.steps().get(i).expires()) {
          AfterExpiry afterExpiry = engine.expire(state, history.earliestReceiptAfter(i), catalog);
          sets.apply(afterExpiry.sets());
          state = afterExpiry.state();
        }
        sets.expectOnly(state);
      } catch (RuntimeException | AssertionError thrown) {
        return Optional.of(new Difference(i, "no exception", trace(thrown)));
      }
    }
    return Optional.empty();
  }

  private static String trace(Throwable thrown) {
    StringBuilder trace = new StringBuilder(thrown.toString());
    for (StackTraceElement element : thrown.getStackTrace()) {
      if (element.getClassName().startsWith("io.renwu.")) {
        trace.append("\n    at ").append(element);
      }
    }
    return trace.toString();
  }

  private Optional<Difference> difference(int step, ContractModel model, EventOutcome outcome) {
    List<Grant> grants = new ArrayList<>();
    for (int g = 0; g < outcome.grants().size(); g++) {
      Grant grant = outcome.grants().get(g);
      grants.add(named(grant, g < model.grants.size() ? model.grants.get(g).grantId() : "none"));
    }
    Optional<Difference> difference = difference(step, "grants", model.grants, grants);
    if (difference.isPresent()) {
      return difference;
    }
    for (int g = 0; g < grants.size(); g++) {
      String id = outcome.grants().get(g).grantId();
      String name = grants.get(g).grantId();
      String knownId = idByName.putIfAbsent(name, id);
      String knownName = nameById.putIfAbsent(id, name);
      if ((knownId != null && !knownId.equals(id))
          || (knownName != null && !knownName.equals(name))) {
        return Optional.of(
            new Difference(
                step,
                "one grantId for each of " + name + " and " + knownName,
                id + " and " + knownId));
      }
    }
    return difference(step, "decisions", model.decisions, named(outcome.decisions()))
        .or(() -> difference(step, "progress", model.progress, outcome.progress()));
  }

  private static Optional<Difference> difference(
      int step, String what, List<?> expected, List<?> found) {
    return expected.equals(found)
        ? Optional.empty()
        : Optional.of(new Difference(step, what + lines(expected), what + lines(found)));
  }

  private static String lines(List<?> records) {
    StringBuilder lines = new StringBuilder();
    records.forEach(r -> lines.append("\n    ").append(r));
    return lines.toString();
  }

  /** The decisions with the model's names of grants. */
  private List<Decision> named(List<Decision> decisions) {
    List<Decision> named = new ArrayList<>();
    for (Decision decision : decisions) {
      named.add(
          decision.with(
              decision.grantIds().stream().map(id -> nameById.getOrDefault(id, id)).toList()));
    }
    return named;
  }

  private static Grant named(Grant grant, String name) {
    return grant.but().grantId(name).build();
  }
}
