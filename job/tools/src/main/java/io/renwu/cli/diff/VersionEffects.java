package io.renwu.cli.diff;

import io.renwu.model.Audience;
import io.renwu.model.Audience.Rollout;
import io.renwu.model.Objective;
import io.renwu.model.Period;
import io.renwu.model.Schedule;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Describes what a version changes for users, compared with the version before. Used once. */
final class VersionEffects {
  private final Task before;
  private final Task after;
  private final List<String> effects = new ArrayList<>();

  private VersionEffects(Task before, Task after) {
    this.before = before;
    this.after = after;
  }

  /** The effects of a new task. */
  static List<String> ofNew(Task task) {
    List<String> effects = new ArrayList<>();
    if (task.status() != Task.Status.ACTIVE) {
      effects.add(status(task.status()));
    }
    effects.add(
        task.effectiveAt().equals(Instant.MIN)
            ? "governs every event that is taken after its publication, however old"
            : "governs events from " + task.effectiveAt() + " on");
    effects.add("grants: " + RewardText.rewards(task));
    return effects;
  }

  /** The effects of a new version. */
  static List<String> of(Task before, Task after) {
    VersionEffects comparison = new VersionEffects(before, after);
    comparison.compare();
    return comparison.effects;
  }

  private void compare() {
    if (before.status() != after.status()) {
      add("status " + before.status() + " → " + after.status() + ": " + status(after.status()));
    }
    effectiveAt();
    schedule();
    audience();
    preconditions();
    objectives();
    if (before.completion() != after.completion()) {
      add(
          "completion "
              + before.completion()
              + " → "
              + after.completion()
              + ": looked at again at each user's next event");
    }
    period();
    if (!before.recurrence().equals(after.recurrence())) {
      add(
          "completions in a period at most "
              + orUnbounded(before.recurrence().maxCompletions())
              + " → "
              + orUnbounded(after.recurrence().maxCompletions()));
    }
    rewards();
    if (!before.userLimits().equals(after.userLimits())) {
      add("limits of each user: " + RewardText.limits(before) + " → " + RewardText.limits(after));
    }
    if (!before.budgets().equals(after.budgets())) {
      add(
          "budgets of all users: "
              + RewardText.budgets(before)
              + " → "
              + RewardText.budgets(after)
              + "; what was used of a budget that stays is kept");
    }
    if (before.clawback() != after.clawback()) {
      add("clawback " + before.clawback() + " → " + after.clawback());
    }
    if (!before.name().equals(after.name())) {
      add("name " + before.name().values() + " → " + after.name().values());
    }
  }

  private static String status(Task.Status status) {
    return switch (status) {
      case ACTIVE -> "events count; after SHADOW everybody begins at zero";
      case PAUSED -> "nothing counts, progress is kept";
      case SHADOW -> "evaluated in a world of its own, nothing is granted for real";
      case ARCHIVED -> "gone for all users; progress may be dropped, completions stay";
    };
  }

  private void effectiveAt() {
    add(
        after.effectiveAt().equals(Instant.MIN)
            ? "governs every event that is taken after its publication, however old"
            : "governs events from " + after.effectiveAt() + " on");
    add(
        switch (after.inFlight()) {
          case MIGRATE ->
              "users inside a period keep their progress where an objective's id, function and"
                  + " field are the same; the new targets apply from their next event on";
          case NEXT_PERIOD ->
              after.period().isEndless()
                  ? "users with progress finish under the version before, until they complete it"
                  : "users with progress finish their current period under the version before";
          case RESET ->
              "users inside a period begin it again from zero; completions and grants stay counted";
        });
  }

  private void schedule() {
    if (!before.schedule().equals(after.schedule())) {
      add("schedule " + text(before.schedule()) + " → " + text(after.schedule()));
    }
  }

  private static String text(Schedule schedule) {
    return (schedule.startAt().equals(Instant.MIN) ? "ever" : schedule.startAt())
        + " to "
        + (schedule.endAt().equals(Instant.MAX) ? "ever" : schedule.endAt());
  }

  private void audience() {
    Audience from = before.audience();
    Audience to = after.audience();
    if (!Objects.equals(from.filter(), to.filter())) {
      add("audience " + orEveryone(from.filter()) + " → " + orEveryone(to.filter()));
    }
    if (Objects.equals(from.rollout(), to.rollout())) {
      return;
    }
    boolean sameSalt =
        from.rollout() == null
            || to.rollout() == null
            || from.rollout().salt().equals(to.rollout().salt());
    int share = share(from.rollout());
    int nextShare = share(to.rollout());
    add(
        "rollout "
            + percent(share)
            + " → "
            + percent(nextShare)
            + (!sameSalt
                ? ", another salt: another choice of users"
                : nextShare >= share
                    ? ": who is in stays in"
                    : ": some who are in drop out, and keep what they have"));
  }

  private static int share(@Nullable Rollout rollout) {
    return rollout == null ? 10_000 : rollout.basisPoints();
  }

  private static String percent(int basisPoints) {
    return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + " %";
  }

  private void preconditions() {
    if (!before.preconditions().equals(after.preconditions())) {
      add("preconditions " + before.preconditions() + " → " + after.preconditions());
    }
  }

  private void objectives() {
    Map<String, Objective> old = byId(before);
    Map<String, Objective> next = byId(after);
    next.forEach(
        (id, objective) -> {
          if (old.containsKey(id)) {
            ObjectiveEffects.compare(old.get(id), objective, after.tiered(), this::add);
          } else {
            add("new objective " + id + ": everybody begins at zero");
          }
        });
    old.keySet().stream()
        .filter(id -> !next.containsKey(id))
        .forEach(id -> add("no objective " + id + " any more: its progress is dropped"));
    if (old.keySet().equals(next.keySet())
        && !List.copyOf(old.keySet()).equals(List.copyOf(next.keySet()))) {
      add("order of objectives " + old.keySet() + " → " + next.keySet());
    }
  }

  private static Map<String, Objective> byId(Task task) {
    Map<String, Objective> byId = new LinkedHashMap<>();
    task.objectives().forEach(objective -> byId.put(objective.id(), objective));
    return byId;
  }

  private void period() {
    Period from = before.period();
    Period to = after.period();
    if (!Objects.equals(from.zone(), to.zone()) || !from.dayStart().equals(to.dayStart())) {
      add(
          "periods begin at "
              + dayBegin(from)
              + " → "
              + dayBegin(to)
              + ": a period of one name goes on, longer or shorter");
    }
    if (!from.allowedLateness().equals(to.allowedLateness())) {
      add("allowed lateness " + from.allowedLateness() + " → " + to.allowedLateness());
    }
  }

  private static String dayBegin(Period period) {
    return period.dayStart() + " " + (period.zone() == null ? "of each user" : period.zone());
  }

  private void rewards() {
    if (!before.rewards().equals(after.rewards()) || !before.tiers().equals(after.tiers())) {
      add(
          "grants: "
              + RewardText.rewards(before)
              + " → "
              + RewardText.rewards(after)
              + "; what was granted stays granted and is not paid again");
    }
  }

  private static String orEveryone(@Nullable String filter) {
    return filter == null ? "everyone" : filter;
  }

  private static String orUnbounded(@Nullable Integer bound) {
    return bound == null ? "unbounded" : bound.toString();
  }

  private void add(String effect) {
    effects.add(effect);
  }
}
