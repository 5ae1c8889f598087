package io.renwu.engine;

import io.renwu.engine.RecentEvents.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Moves large sets out of a user's state and records the {@link SetChanges} of one event or one
 * expiry. All members of a set move at once, so that only one in {@code inlineMembers + 1} added
 * members causes a write to the large sets.
 */
final class SetChangeRecorder {
  /**
   * The maximum number of inline members of a set. A full set of ids takes 64 * (16 bytes + 4 of
   * time) = 1.3 KB, as much as the state of 80 counting tasks; half of that on average.
   */
  static final int INLINE_MEMBERS = 64;

  private final int inlineMembers;
  private final LargeSets largeSets;
  private Map<String, Long> put = Map.of();
  private List<String> dropped = List.of();

  /**
   * @param largeSets of the user before the event
   */
  SetChangeRecorder(int inlineMembers, LargeSets largeSets) {
    this.inlineMembers = inlineMembers;
    this.largeSets = largeSets;
  }

  /**
   * The events to store in the state.
   *
   * @param sliceMillis the length of the time slices whose ids expire together
   */
  RecentEvents keep(RecentEvents events, long sliceMillis) {
    if (events.size() <= inlineMembers) {
      return events;
    }
    String name = null;
    long named = 0;
    for (Entry entry : events.entries()) {
      long slice = Math.floorDiv(entry.receivedAtMillis(), sliceMillis);
      if (name == null || slice != named) {
        name = MemberKey.ofSlice(slice);
        named = slice;
      }
      put(MemberKey.ofEvent(name, entry.high(), entry.low()), entry.receivedAtMillis());
    }
    return events.apart(sliceMillis);
  }

  /** Records changes of members that are in the large sets already. */
  void put(Map<String, Long> changed) {
    changed.forEach(this::put);
  }

  /**
   * The objectives of a period to store in the state.
   *
   * @param before the event
   * @param after as they were counted
   */
  List<ObjectiveState> keep(
      long task, long period, List<ObjectiveState> before, List<ObjectiveState> after) {
    drop(task, period, before, after);
    boolean small = true;
    for (int i = 0; i < after.size(); i++) {
      small &= !isLarge(after.get(i).values()) && !isLarge(after.get(i).log());
    }
    return small ? after : after.stream().map(state -> keep(task, period, state)).toList();
  }

  private boolean isLarge(@Nullable DistinctValues values) {
    return values != null && values.sorted().size() > inlineMembers;
  }

  private boolean isLarge(@Nullable CancelLog log) {
    return log != null && log.entries().size() > inlineMembers;
  }

  private ObjectiveState keep(long task, long period, ObjectiveState state) {
    DistinctValues values = state.values();
    CancelLog log = state.log();
    if (values != null && isLarge(values)) {
      values = keep(values, MemberKey.ofValues(task, period, state.objective()));
    }
    if (log != null && isLarge(log)) {
      log = keep(log, MemberKey.ofLog(task, period, state.objective()));
    }
    return new ObjectiveState(state.objective(), state.amount(), values, state.units(), log);
  }

  private DistinctValues keep(DistinctValues values, String name) {
    values.sorted().forEach(value -> put(MemberKey.ofValue(name, value), DistinctValues.PRESENT));
    return values.allApart();
  }

  private CancelLog keep(CancelLog log, String name) {
    put(log.toPutApart(name, largeSets));
    return log.allApart();
  }

  /** Drops the slices of events that have expired. */
  void drop(RecentEvents before, RecentEvents after) {
    for (RecentEvents.Slice slice : before.slices()) {
      if (!after.slices().contains(slice)) {
        drop(MemberKey.ofSlice(slice.number()));
      }
    }
  }

  /** Drops the large sets that a task no longer has. */
  void drop(TaskState before, TaskState after) {
    for (PeriodState period : before.periods()) {
      if (period.objectives().stream().anyMatch(ObjectiveState::isApart)) {
        PeriodState remaining = after.period(period.period());
        List<ObjectiveState> objectives = remaining == null ? List.of() : remaining.objectives();
        drop(before.task(), period.period(), period.objectives(), objectives);
      }
    }
  }

  /** Drops the large sets of a period whose objectives start from zero. */
  void drop(long task, long period, List<ObjectiveState> objectives) {
    drop(task, period, objectives, List.of());
  }

  private void drop(
      long task, long period, List<ObjectiveState> before, List<ObjectiveState> after) {
    for (int i = 0; i < before.size(); i++) {
      ObjectiveState objectiveState = before.get(i);
      int objective = objectiveState.objective();
      if (objectiveState.hasValuesApart()
          && !any(after, objective, ObjectiveState::hasValuesApart)) {
        drop(MemberKey.ofValues(task, period, objective));
      }
      if (objectiveState.hasLogApart() && !any(after, objective, ObjectiveState::hasLogApart)) {
        drop(MemberKey.ofLog(task, period, objective));
      }
    }
  }

  private static boolean any(
      List<ObjectiveState> all, int objective, Predicate<ObjectiveState> what) {
    return all.stream()
        .anyMatch(
            objectiveState -> objectiveState.objective() == objective && what.test(objectiveState));
  }

  SetChanges changes() {
    return put.isEmpty() && dropped.isEmpty() ? SetChanges.NONE : new SetChanges(put, dropped);
  }

  private void put(String key, Long number) {
    if (put.isEmpty()) {
      put = new HashMap<>();
    }
    put.put(key, number);
  }

  private void drop(String name) {
    if (dropped.isEmpty()) {
      dropped = new ArrayList<>();
    }
    dropped.add(name);
    if (!put.isEmpty()) {
      put.keySet().removeIf(key -> key.startsWith(name));
    }
  }
}
