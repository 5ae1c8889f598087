package io.renwu.codec;

import io.renwu.engine.RecentEvents;
import io.renwu.engine.TaskState;
import io.renwu.engine.UserState;
import java.util.List;

/**
 * Writes a user's state in version 3. Each further task with one {@code COUNT} objective and a
 * daily period takes 16 bytes, and every 32nd one 4 more.
 *
 * <pre>
 * state   = events, {@link TaskTable} with tasks of {@link TaskStateWriter}
 * events  = n &lt;&lt; 2 | is wide &lt;&lt; 1 | has slices, [n, n * slice],
 *           [receipt of the first event (milliseconds, signed), n * event]
 * event   = 16 bytes of id, receipt after the first event's (milliseconds, 4 bytes; if wide 8)
 * slice   = number (signed, after the slice before it), latest receipt (milliseconds, signed)
 * </pre>
 *
 * Tasks that did not change since they were stored are copied as they are.
 *
 * <p>Version 2 had no table: n, then each task with its key before it; and an event's receipt, a
 * signed number before its id, followed that of the event before it.
 */
final class UserStateWriter {
  /** The largest difference of receipts in 4 bytes: 49 days. */
  private static final long MAX_NARROW_MILLIS = (1L << Integer.SIZE) - 1;

  private static final TaskTable NO_TASKS = emptyTable();

  private final UserStateOutput out;

  UserStateWriter(UserStateOutput out) {
    this.out = out;
  }

  private static TaskTable emptyTable() {
    byte[] bytes = new byte[3];
    return new TaskTable(bytes, new UserStateInput(bytes, 2, 3));
  }

  void write(UserState state) {
    writeEvents(state.recentEvents());
    TaskTable stored = state.stored() instanceof TaskTable table ? table : NO_TASKS;
    new TaskTableWriter(stored, state.changed().toArray(TaskState[]::new), out).write();
  }

  private void writeEvents(RecentEvents events) {
    int size = events.size();
    boolean sliced = !events.slices().isEmpty();
    long first = size == 0 ? 0 : events.millis(0);
    long span = size == 0 ? 0 : events.millis(size - 1) - first;
    boolean wide = span < 0 || span > MAX_NARROW_MILLIS;
    out.writeUnsigned(
        (long) size << StateFormat.EVENT_FLAG_BITS | (wide ? 2 : 0) | (sliced ? 1 : 0));
    if (sliced) {
      writeSlices(events.slices());
    }
    if (size > 0) {
      out.writeSigned(first);
    }
    for (int i = 0; i < size; i++) {
      out.writeFixed(events.high(i), Long.BYTES);
      out.writeFixed(events.low(i), Long.BYTES);
      out.writeFixed(events.millis(i) - first, wide ? Long.BYTES : Integer.BYTES);
    }
  }

  private void writeSlices(List<RecentEvents.Slice> slices) {
    out.writeUnsigned(slices.size());
    long previous = 0;
    for (RecentEvents.Slice slice : slices) {
      out.writeSigned(slice.number() - previous);
      out.writeSigned(slice.latestMillis());
      previous = slice.number();
    }
  }
}
