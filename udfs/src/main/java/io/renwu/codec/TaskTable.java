package io.renwu.codec;

import io.renwu.engine.StateIds;
import io.renwu.engine.StoredTasks;
import io.renwu.engine.TaskState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a stored user state, in the bytes in which they were stored. A task is found by a
 * binary search over the keys and decoded alone.
 *
 * <pre>
 * table  = n &lt;&lt; 1 | any may refuse, [m, m * index (after the one before it)],
 *          n * key (6 bytes), n * size (1 byte), (n - 1) / 32 * offset (4 bytes), n * task
 * size   = 0 .. 127   : of a plain task, its bytes
 *          128 .. 254 : of any other task, its bytes + 128
 *          255        : of any other task that begins with its number of bytes (4 bytes)
 * offset = the distance from the first task to task 32, 64, 96 …
 * </pre>
 *
 * A plain task has one period and nothing else. Numbers are those of {@link UserStateCodec}.
 */
final class TaskTable implements StoredTasks {
  static final int GROUP = 32;
  static final int MAX_PLAIN = 127;
  static final int OTHER = 128;
  static final int LONG = 255;

  private static final int KEY_BITS = StateIds.TASK_BYTES * Byte.SIZE;
  private static final long KEY_MASK = (1L << KEY_BITS) - 1;

  /** How far from the guess a key is looked for at first. */
  private static final int FIRST_REACH = 4;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int size;
  private final int refusingCount;
  private final int refusing;
  private final int keys;
  private final int sizes;
  private final int offsets;
  private final int tasks;

  /** Read when it is asked for. */
  private int @Nullable [] refusingIndexes;

  /**
   * Reads the table up to its first task, and checks that the tasks end where the bytes end.
   *
   * @param bytes with at least two bytes before the table; must not be modified afterwards
   */
  TaskTable(byte[] bytes, UserStateInput in) {
    this.bytes = bytes;
    long header = in.readUnsigned();
    this.size = in.count(header >>> 1);
    this.refusingCount = (header & 1) == 0 ? 0 : in.count(in.readUnsigned());
    this.refusing = in.position();
    for (int i = 0; i < refusingCount; i++) {
      in.readUnsigned();
    }
    this.keys = in.skip((long) size * StateIds.TASK_BYTES);
    this.sizes = in.skip(size);
    this.offsets = in.skip(size == 0 ? 0 : (long) (size - 1) / GROUP * Integer.BYTES);
    this.tasks = in.position();
    if (end() != bytes.length) {
      throw new IllegalArgumentException(
          end() < bytes.length
              ? bytes.length - end() + " bytes after a user state"
              : "user state cut off after " + bytes.length + " bytes");
    }
  }

  private int end() {
    if (size == 0) {
      return tasks;
    }
    int last = start(size - 1);
    return last + length(size - 1, last);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public long key(int index) {
    int before = Long.BYTES - StateIds.TASK_BYTES;
    return (long) LONGS.get(bytes, keys + index * StateIds.TASK_BYTES - before) & KEY_MASK;
  }

  /**
   * Searches from where the key would be if the keys were spread evenly, as hashes are: a few steps
   * instead of one for each bit of the size.
   */
  @Override
  public int indexOf(long key) {
    int low = 0;
    int high = size - 1;
    int guess = (int) (((key >>> (KEY_BITS - Integer.SIZE)) * size) >>> Integer.SIZE);
    int reach = FIRST_REACH;
    if (guess < size && key(guess) < key) {
      low = guess + 1;
      while (low + reach < size && key(low + reach) < key) {
        low += reach + 1;
        reach *= 2;
      }
      high = Math.min(high, low + reach);
    } else {
      high = Math.min(high, guess);
      while (high - reach >= 0 && key(high - reach) > key) {
        high -= reach + 1;
        reach *= 2;
      }
      low = Math.max(0, high - reach);
    }
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long other = key(middle);
      if (other == key) {
        return middle;
      }
      if (other < key) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1 - low;
  }

  @Override
  public TaskState get(int index) {
    int from = start(index);
    int end = from + length(index, from);
    boolean plain = sizeByte(index) < OTHER;
    if (end < from || end > bytes.length) {
      throw new IllegalArgumentException("user state cut off after " + bytes.length + " bytes");
    }
    int body = sizeByte(index) == LONG ? from + Integer.BYTES : from;
    UserStateInput in = new UserStateInput(bytes, body, end);
    return UserStateInput.checked(
        () -> {
          TaskState task = new TaskStateReader(in, StateFormat.VERSION).readTask(key(index), plain);
          in.expectEnd();
          return task;
        });
  }

  @Override
  public int[] refusing() {
    if (refusingIndexes == null) {
      refusingIndexes = readRefusing();
    }
    return refusingIndexes;
  }

  private int[] readRefusing() {
    UserStateInput in = new UserStateInput(bytes, refusing, keys);
    int[] indexes = new int[refusingCount];
    long index = 0;
    for (int i = 0; i < refusingCount; i++) {
      index += in.readUnsigned();
      if (index < 0 || index >= size) {
        throw new IllegalArgumentException("found index " + index + " in a table of " + size);
      }
      indexes[i] = (int) index;
    }
    return indexes;
  }

  /** The position of a task; of the end for the index {@link #size}. */
  int start(int index) {
    if (index == size) {
      return bytes.length;
    }
    int group = index / GROUP;
    int at = group == 0 ? tasks : tasks + offset(group);
    if (at < tasks) {
      throw new IllegalArgumentException("found a task before the first one");
    }
    for (int i = group * GROUP; i < index; i++) {
      at += length(i, at);
    }
    return at;
  }

  /** The number of bytes of all tasks. */
  int tasksLength() {
    return bytes.length - tasks;
  }

  /** The number of bytes of a task that begins at a position, with those of its length. */
  int length(int index, int at) {
    int length = sizeByte(index);
    if (length != LONG) {
      return shortLength(length);
    }
    int following = at + Integer.BYTES > bytes.length ? -1 : (int) INTS.get(bytes, at);
    if (following < 0 || following > bytes.length - at - Integer.BYTES) {
      throw new IllegalArgumentException("user state cut off after " + bytes.length + " bytes");
    }
    return Integer.BYTES + following;
  }

  /** The number of bytes that a size byte below {@link #LONG} means. */
  static int shortLength(int sizeByte) {
    return sizeByte < OTHER ? sizeByte : sizeByte - OTHER;
  }

  int sizeByte(int index) {
    return bytes[sizes + index] & 0xFF;
  }

  /** The distance from the first task to the first one of a group, from 1. */
  int offset(int group) {
    return (int) INTS.get(bytes, offsets + (group - 1) * Integer.BYTES);
  }

  /** Writes the keys of tasks. */
  void writeKeys(int from, int to, UserStateOutput out) {
    out.writeRange(bytes, keys + from * StateIds.TASK_BYTES, keys + to * StateIds.TASK_BYTES);
  }

  /** Writes the sizes of tasks. */
  void writeSizes(int from, int to, UserStateOutput out) {
    out.writeRange(bytes, sizes + from, sizes + to);
  }

  /** Writes tasks. */
  void writeTasks(int from, int to, UserStateOutput out) {
    if (from < to) {
      out.writeRange(bytes, start(from), start(to));
    }
  }
}
