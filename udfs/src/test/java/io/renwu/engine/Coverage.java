package io.renwu.engine;

import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Event;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import io.renwu.model.Recurrence.Policy;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How often what happened: a generator that stops to make something is noticed. */
final class Coverage {
  private static final String CARRIED = "surplus carried";
  private static final String FELL = "progress that a counted event lets fall";
  private static final String AT_ONCE = "several completions at once";
  private static final String ATTEMPT = "attempt above 1";
  private static final String TIER = "tier granted";
  private static final String TIER_REVOKED = "tier revoked";
  private static final String SHADOW = "shadow grant";
  private static final String AFTER_CLOSE = "cancelled after the period's close";

  private final Map<String, Integer> happened = new LinkedHashMap<>();
  private final Features features = new Features();

  Coverage() {
    Stream.of(DecisionCode.values()).forEach(code -> happened.put(code.name(), 0));
    Stream.of(ContractModel.InFlightEffect.values()).forEach(e -> happened.put(e.name(), 0));
    for (boolean revoked : new boolean[] {false, true}) {
      happened.put(kind(Grant.Outcome.CLAIMABLE, revoked), 0);
      happened.put(kind(Grant.Outcome.GRANTED, revoked), 0);
    }
    Stream.of(CARRIED, FELL, AT_ONCE, ATTEMPT, TIER, TIER_REVOKED, SHADOW, AFTER_CLOSE)
        .forEach(what -> happened.put(what, 0));
  }

  /** What did not happen so often, among it pairs of features that did not count so often. */
  List<String> rarerThan(int least) {
    List<String> rare = new ArrayList<>();
    happened.forEach(
        (what, times) -> {
          if (times < least) {
            rare.add(what + ": " + times);
          }
        });
    rare.addAll(features.rarerThan(least));
    return rare;
  }

  void add(ContractCase history, ContractModel model, Event event) {
    model.inFlight.values().forEach(e -> e.forEach(effect -> count(effect.name())));
    model.decisions.forEach(decision -> add(history, decision, model));
    model.grants.forEach(this::add);
    for (Progress progress : model.progress) {
      List<Grant> grants =
          model.grants.stream()
              .filter(g -> g.taskId().equals(progress.taskId()) && !g.revoked())
              .toList();
      boolean above = progress.objectives().stream().anyMatch(o -> o.progress().signum() > 0);
      count(CARRIED, !grants.isEmpty() && above && repeats(history, progress.taskId()));
      count(AT_ONCE, grants.stream().map(Grant::completion).distinct().count() > 1);
      boolean cancelled = RandomTasks.CANCELLING.contains(event.behavior());
      boolean closed =
          progress.periodEnd() != null && !event.receivedAt().isBefore(progress.periodEnd());
      count(AFTER_CLOSE, cancelled && closed);
    }
  }

  private void add(ContractCase history, Decision decision, ContractModel model) {
    count(decision.decision().name());
    boolean counted = decision.decision() == DecisionCode.COUNTED;
    if (counted || decision.decision() == DecisionCode.CANCELLED) {
      features.add(version(history, decision), model.inFlight.get(decision.taskId()));
    }
    for (Map.Entry<String, BigDecimal> before : decision.before().entrySet()) {
      BigDecimal after = decision.after().get(before.getKey());
      boolean fell = after.compareTo(before.getValue()) < 0;
      count(FELL, counted && fell && decision.grantIds().isEmpty());
    }
  }

  private void add(Grant grant) {
    count(kind(grant.outcome(), grant.revoked()));
    count(ATTEMPT, grant.key().attempt() > 1);
    count(grant.revoked() ? TIER_REVOKED : TIER, grant.tier() != null);
    count(SHADOW, grant.shadow());
  }

  private static String kind(Grant.Outcome outcome, boolean revoked) {
    return outcome + (revoked ? " revoked" : "");
  }

  private static boolean repeats(ContractCase history, String taskId) {
    return history.tasks().stream()
        .anyMatch(t -> t.taskId().equals(taskId) && t.recurrence().policy() == Policy.REPEAT);
  }

  private static Task version(ContractCase history, Decision decision) {
    return history.tasks().stream()
        .filter(t -> t.taskId().equals(decision.taskId()) && t.version() == decision.version())
        .findFirst()
        .orElseThrow();
  }

  private void count(String what, boolean whether) {
    if (whether) {
      count(what);
    }
  }

  private void count(String what) {
    happened.merge(what, 1, Integer::sum);
  }
}
