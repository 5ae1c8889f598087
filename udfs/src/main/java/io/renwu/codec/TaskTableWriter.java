package io.renwu.codec;

import io.renwu.engine.StateIds;
import io.renwu.engine.TaskState;

/** Writes a {@link TaskTable}: the one that was stored, with the tasks that changed since. */
final class TaskTableWriter {
  private final TaskTable stored;
  private final TaskState[] changed;
  private final UserStateOutput out;

  /** The states of the changed tasks, one after the other. */
  private final UserStateOutput bodies;

  /** Where the body of each changed task ends in {@link #bodies}. */
  private final int[] ends;

  /** The size byte of each changed task. */
  private final int[] sizes;

  /** {@link TaskTable#indexOf} of each changed task. */
  private final int[] indexes;

  private int begun;

  /** The bytes of the stored tasks that changed. */
  private int replaced;

  /**
   * @param changed by ascending key
   */
  TaskTableWriter(TaskTable stored, TaskState[] changed, UserStateOutput out) {
    this.stored = stored;
    this.changed = changed;
    this.out = out;
    this.bodies = new UserStateOutput(16 + changed.length * 32);
    this.ends = new int[changed.length];
    this.sizes = new int[changed.length];
    this.indexes = new int[changed.length];
  }

  void write() {
    for (int i = 0; i < changed.length; i++) {
      indexes[i] = stored.indexOf(changed[i].task());
      if (indexes[i] < 0) {
        begun++;
      } else {
        int start = stored.start(indexes[i]);
        replaced += stored.length(indexes[i], start);
      }
      writeBody(i);
    }
    int size = stored.size() + begun;
    writeHeader(size);
    int groups = size == 0 ? 0 : (size - 1) / TaskTable.GROUP;
    out.expectRest(
        size * (StateIds.TASK_BYTES + 1)
            + groups * Integer.BYTES
            + stored.tasksLength()
            - replaced
            + bodies.length());
    writeKeys();
    int sizesAt = out.length();
    writeSizes();
    int offsetsAt = out.skip(groups * Integer.BYTES);
    int tasksAt = out.length();
    writeTasks();
    writeOffsets(groups, sizesAt, offsetsAt, tasksAt);
  }

  private void writeBody(int i) {
    TaskState task = changed[i];
    int from = bodies.length();
    TaskStateWriter writer = new TaskStateWriter(bodies);
    if (isPlain(task)) {
      writer.writePlain(task);
      sizes[i] = bodies.length() - from;
      if (sizes[i] <= TaskTable.MAX_PLAIN) {
        ends[i] = bodies.length();
        return;
      }
      bodies.truncate(from);
    }
    writer.writeTask(task);
    int length = bodies.length() - from;
    if (length < TaskTable.LONG - TaskTable.OTHER) {
      sizes[i] = TaskTable.OTHER + length;
    } else {
      bodies.truncate(from);
      bodies.writeFixed(length, Integer.BYTES);
      writer.writeTask(task);
      sizes[i] = TaskTable.LONG;
    }
    ends[i] = bodies.length();
  }

  private static boolean isPlain(TaskState task) {
    return task.periods().size() == 1
        && task.completions() == 0
        && task.closedThrough() == TaskState.NOTHING_CLOSED
        && task.usage().counts().isEmpty()
        && task.claims().isEmpty();
  }

  /** The index at which a changed task is, or is inserted, among the stored ones. */
  private int place(int i) {
    return indexes[i] < 0 ? -1 - indexes[i] : indexes[i];
  }

  /** The index of the first stored task behind a changed one. */
  private int next(int i) {
    return place(i) + (indexes[i] < 0 ? 0 : 1);
  }

  private void writeHeader(int size) {
    int[] before = stored.refusing();
    int[] after = new int[before.length + changed.length];
    int count = 0;
    int kept = 0;
    int inserted = 0;
    for (int i = 0; i < changed.length; i++) {
      for (; kept < before.length && before[kept] < place(i); kept++) {
        after[count++] = before[kept] + inserted;
      }
      if (kept < before.length && before[kept] == indexes[i]) {
        kept++;
      }
      if (changed[i].mayRefuse()) {
        after[count++] = place(i) + inserted;
      }
      inserted += indexes[i] < 0 ? 1 : 0;
    }
    for (; kept < before.length; kept++) {
      after[count++] = before[kept] + inserted;
    }
    out.writeUnsigned((long) size << 1 | (count > 0 ? 1 : 0));
    if (count > 0) {
      out.writeUnsigned(count);
      int previous = 0;
      for (int i = 0; i < count; i++) {
        out.writeUnsigned(after[i] - previous);
        previous = after[i];
      }
    }
  }

  private void writeKeys() {
    int from = 0;
    for (int i = 0; i < changed.length; i++) {
      stored.writeKeys(from, place(i), out);
      out.writeFixed(changed[i].task(), StateIds.TASK_BYTES);
      from = next(i);
    }
    stored.writeKeys(from, stored.size(), out);
  }

  private void writeSizes() {
    int from = 0;
    for (int i = 0; i < changed.length; i++) {
      stored.writeSizes(from, place(i), out);
      out.writeByte(sizes[i]);
      from = next(i);
    }
    stored.writeSizes(from, stored.size(), out);
  }

  private void writeTasks() {
    int from = 0;
    int begin = 0;
    for (int i = 0; i < changed.length; i++) {
      stored.writeTasks(from, place(i), out);
      out.writeRange(bodies, begin, ends[i]);
      begin = ends[i];
      from = next(i);
    }
    stored.writeTasks(from, stored.size(), out);
  }

  private void writeOffsets(int groups, int sizesAt, int offsetsAt, int tasksAt) {
    int at = tasksAt;
    for (int group = 1; group <= groups; group++) {
      for (int i = (group - 1) * TaskTable.GROUP; i < group * TaskTable.GROUP; i++) {
        int size = out.byteAt(sizesAt + i);
        if (size == TaskTable.LONG) {
          at += Integer.BYTES + (int) out.fixedAt(at, Integer.BYTES);
        } else {
          at += TaskTable.shortLength(size);
        }
      }
      out.setFixed(offsetsAt + (group - 1) * Integer.BYTES, at - tasksAt, Integer.BYTES);
    }
  }
}
