package io.renwu.codec;

import io.renwu.engine.DistinctValues;
import io.renwu.engine.Held;
import io.renwu.engine.Identity;
import io.renwu.engine.PeriodState;
import io.renwu.engine.RecentEvents;
import io.renwu.engine.TaskState;
import io.renwu.engine.UserState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a user's state, version 1. One task of one {@code COUNT} objective with a period of
 * a day takes 20 bytes.
 *
 * <pre>
 * state   = 01, events, n, n * task                                        by ascending order of the state
 * events  = n &lt;&lt; 1 | has slices, n * event, [n, n * slice]
 * event   = received at (milliseconds, signed, after the event before it), 16 bytes of id
 * slice   = number (signed, after the slice before it), latest receipt (milliseconds, signed)
 * task    = 6 bytes of key, n &lt;&lt; 2 | has closedThrough &lt;&lt; 1 | has completions,
 *           [completions], [closedThrough (signed)], n * period
 * period  = key (signed, after the period before it), version, n &lt;&lt; 2 | has tiers &lt;&lt; 1 | has completions,
 *           [completions], [tiers], n * held
 * held    = 4 bytes of key, whole amount from 0 to 2^61 - 1: amount &lt;&lt; 2 | has values &lt;&lt; 1
 *                           any other amount: has values &lt;&lt; 1 | 1, scale (signed), n, n bytes of unscaled value,
 *           [n &lt;&lt; 1 | has others apart, [number of others], n * (length, bytes)]
 * </pre>
 *
 * Numbers without a length are LEB128 varints, signed ones zigzag; where a length in bytes is given
 * they are big-endian. Equal states have equal bytes. Stateless; for any thread.
 */
public final class UserStateCodec {
  private static final int VERSION = 1;

  /** What may be shifted left by {@value #FLAG_BITS} without loss. */
  private static final BigDecimal LARGEST_SHORT = BigDecimal.valueOf((1L << 61) - 1);

  private static final int FLAG_BITS = 2;

  private UserStateCodec() {}

  public static byte[] encode(UserState state) {
    UserStateOutput out = new UserStateOutput();
    out.writeByte(VERSION);
    writeEvents(state.recentEvents(), out);
    out.writeUnsigned(state.tasks().size());
    for (TaskState task : state.tasks()) {
      writeTask(task, out);
    }
    return out.toByteArray();
  }

  /**
   * Reads what {@link #encode} has written.
   *
   * @throws IllegalArgumentException if the bytes are of an unknown version, cut off, or followed
   *     by others
   */
  public static UserState decode(byte[] bytes) {
    UserStateInput in = new UserStateInput(bytes);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "user state of version " + version + ": this release reads version " + VERSION);
    }
    RecentEvents events = readEvents(in);
    int size = in.count(in.readUnsigned());
    List<TaskState> tasks = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      tasks.add(readTask(in));
    }
    in.expectEnd();
    return UserState.of(events, tasks);
  }

  private static void writeEvents(RecentEvents events, UserStateOutput out) {
    boolean sliced = !events.slices().isEmpty();
    out.writeUnsigned(header(events.entries().size(), sliced));
    long previous = 0;
    for (RecentEvents.Entry entry : events.entries()) {
      out.writeSigned(entry.receivedAtMillis() - previous);
      out.writeFixed(entry.high(), Long.BYTES);
      out.writeFixed(entry.low(), Long.BYTES);
      previous = entry.receivedAtMillis();
    }
    if (sliced) {
      writeSlices(events.slices(), out);
    }
  }

  private static void writeSlices(List<RecentEvents.Slice> slices, UserStateOutput out) {
    out.writeUnsigned(slices.size());
    long previous = 0;
    for (RecentEvents.Slice slice : slices) {
      out.writeSigned(slice.number() - previous);
      out.writeSigned(slice.latestMillis());
      previous = slice.number();
    }
  }

  private static RecentEvents readEvents(UserStateInput in) {
    long header = in.readUnsigned();
    int size = in.count(header >>> 1);
    List<RecentEvents.Entry> entries = new ArrayList<>(size);
    long receivedAtMillis = 0;
    for (int i = 0; i < size; i++) {
      receivedAtMillis += in.readSigned();
      long high = in.readFixed(Long.BYTES);
      entries.add(new RecentEvents.Entry(high, in.readFixed(Long.BYTES), receivedAtMillis));
    }
    return RecentEvents.of(low(header) ? readSlices(in) : List.of(), entries);
  }

  private static List<RecentEvents.Slice> readSlices(UserStateInput in) {
    int size = in.count(in.readUnsigned());
    List<RecentEvents.Slice> slices = new ArrayList<>(size);
    long number = 0;
    for (int i = 0; i < size; i++) {
      number += in.readSigned();
      slices.add(new RecentEvents.Slice(number, in.readSigned()));
    }
    return slices;
  }

  private static void writeTask(TaskState task, UserStateOutput out) {
    boolean completed = task.completions() > 0;
    boolean closed = task.closedThrough() != TaskState.NOTHING_CLOSED;
    out.writeFixed(task.task(), Identity.TASK_BYTES);
    out.writeUnsigned(header(task.periods().size(), closed, completed));
    if (completed) {
      out.writeUnsigned(task.completions());
    }
    if (closed) {
      out.writeSigned(task.closedThrough());
    }
    long previous = 0;
    for (PeriodState period : task.periods()) {
      out.writeSigned(period.period() - previous);
      writePeriod(period, out);
      previous = period.period();
    }
  }

  private static TaskState readTask(UserStateInput in) {
    long key = in.readFixed(Identity.TASK_BYTES);
    long header = in.readUnsigned();
    long completions = low(header) ? in.readUnsigned() : 0;
    long closedThrough = high(header) ? in.readSigned() : TaskState.NOTHING_CLOSED;
    int size = in.count(header >>> FLAG_BITS);
    List<PeriodState> periods = new ArrayList<>(size);
    long period = 0;
    for (int i = 0; i < size; i++) {
      period += in.readSigned();
      periods.add(readPeriod(period, in));
    }
    return new TaskState(key, completions, closedThrough, periods);
  }

  private static void writePeriod(PeriodState period, UserStateOutput out) {
    boolean completed = period.completions() > 0;
    boolean tiered = period.tiers() > 0;
    out.writeUnsigned(period.version());
    out.writeUnsigned(header(period.objectives().size(), tiered, completed));
    if (completed) {
      out.writeUnsigned(period.completions());
    }
    if (tiered) {
      out.writeUnsigned(period.tiers());
    }
    for (Held held : period.objectives()) {
      writeHeld(held, out);
    }
  }

  private static PeriodState readPeriod(long key, UserStateInput in) {
    int version = in.readInt();
    long header = in.readUnsigned();
    long completions = low(header) ? in.readUnsigned() : 0;
    int tiers = high(header) ? in.readInt() : 0;
    int size = in.count(header >>> FLAG_BITS);
    List<Held> objectives = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      objectives.add(readHeld(in));
    }
    return new PeriodState(key, version, completions, tiers, objectives);
  }

  private static void writeHeld(Held held, UserStateOutput out) {
    out.writeFixed(held.objective(), Integer.BYTES);
    BigDecimal amount = held.amount();
    boolean distinct = held.values() != null;
    boolean whole = amount.scale() <= 0;
    if (whole && amount.signum() >= 0 && amount.compareTo(LARGEST_SHORT) <= 0) {
      out.writeUnsigned(header(amount.longValueExact(), distinct, false));
    } else {
      out.writeUnsigned(header(0, distinct, true));
      out.writeSigned(amount.scale());
      out.writeBytes(amount.unscaledValue().toByteArray());
    }
    if (distinct) {
      writeValues(held.values(), out);
    }
  }

  private static void writeValues(DistinctValues values, UserStateOutput out) {
    boolean apart = values.apart() > 0;
    out.writeUnsigned(header(values.sorted().size(), apart));
    if (apart) {
      out.writeUnsigned(values.apart());
    }
    values.sorted().forEach(out::writeBytes);
  }

  private static Held readHeld(UserStateInput in) {
    int objective = (int) in.readFixed(Integer.BYTES);
    long header = in.readUnsigned();
    BigDecimal amount = BigDecimal.valueOf(header >>> FLAG_BITS).stripTrailingZeros();
    if (low(header)) {
      int scale = (int) in.readSigned();
      amount = new BigDecimal(new BigInteger(in.readBytes()), scale);
    }
    return new Held(objective, amount, high(header) ? readValues(in) : null);
  }

  private static DistinctValues readValues(UserStateInput in) {
    long header = in.readUnsigned();
    long apart = low(header) ? in.readUnsigned() : 0;
    int size = in.count(header >>> 1);
    List<byte[]> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(in.readBytes());
    }
    return DistinctValues.of(apart, values);
  }

  private static long header(long number, boolean low) {
    return number << 1 | (low ? 1 : 0);
  }

  private static long header(long number, boolean high, boolean low) {
    return number << FLAG_BITS | (high ? 2 : 0) | (low ? 1 : 0);
  }

  private static boolean high(long header) {
    return (header & 2) != 0;
  }

  private static boolean low(long header) {
    return (header & 1) != 0;
  }
}
