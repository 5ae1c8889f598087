package io.renwu.engine;

import io.renwu.engine.RecentEvents.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves what has grown large out of a user's state and notes the {@link SetChanges} of one event or
 * one expiry. All members of a set are moved at once, so that of n events of which each adds a
 * member one in {@code inlineMembers + 1} writes apart.
 */
final class SetLedger {
  /**
   * How many members of a set a state holds. A full set of ids takes 64 * (16 bytes + 3 of time) =
   * 1.2 KB, as long as a state of 60 counting tasks; half of that on average.
   */
  static final int INLINE_MEMBERS = 64;

  /** What is put for a value, of which nothing but its presence is asked. */
  private static final Long PRESENT = 1L;

  private final int inlineMembers;
  private Map<String, Long> put = Map.of();
  private List<String> dropped = List.of();

  SetLedger(int inlineMembers) {
    this.inlineMembers = inlineMembers;
  }

  /**
   * The events as the state is to hold them.
   *
   * @param sliceMillis the length of the slices of time in which ids are forgotten together
   */
  RecentEvents keep(RecentEvents events, long sliceMillis) {
    if (events.entries().size() <= inlineMembers) {
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
      put(MemberKey.ofEvent(name, entry), entry.receivedAtMillis());
    }
    return events.apart(sliceMillis);
  }

  /**
   * The objectives of a period as the state is to hold them.
   *
   * @param before the event
   * @param after as they were counted
   */
  List<Held> keep(long task, long period, List<Held> before, List<Held> after) {
    drop(task, period, before, after);
    List<Held> kept = new ArrayList<>(after.size());
    for (Held held : after) {
      DistinctValues values = held.values();
      if (values == null || values.sorted().size() <= inlineMembers) {
        kept.add(held);
      } else {
        String name = MemberKey.ofValues(task, period, held.objective());
        values.sorted().forEach(value -> put(MemberKey.ofValue(name, value), PRESENT));
        kept.add(new Held(held.objective(), held.amount(), values.allApart()));
      }
    }
    return kept;
  }

  /** Drops what is apart of events that are not there any more. */
  void drop(RecentEvents before, RecentEvents after) {
    for (RecentEvents.Slice slice : before.slices()) {
      if (!after.slices().contains(slice)) {
        drop(MemberKey.ofSlice(slice.number()));
      }
    }
  }

  /** Drops what is apart of sets that a task does not have any more. */
  void drop(TaskState before, TaskState after) {
    for (PeriodState period : before.periods()) {
      if (period.objectives().stream().anyMatch(Held::isApart)) {
        PeriodState remaining = after.period(period.period());
        List<Held> objectives = remaining == null ? List.of() : remaining.objectives();
        drop(before.task(), period.period(), period.objectives(), objectives);
      }
    }
  }

  private void drop(long task, long period, List<Held> before, List<Held> after) {
    for (Held held : before) {
      if (held.isApart()
          && after.stream().noneMatch(h -> h.objective() == held.objective() && h.isApart())) {
        drop(MemberKey.ofValues(task, period, held.objective()));
      }
    }
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
  }
}
