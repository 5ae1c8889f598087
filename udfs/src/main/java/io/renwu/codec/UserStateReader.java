package io.renwu.codec;

import io.renwu.engine.AwardState;
import io.renwu.engine.CancelLog;
import io.renwu.engine.DistinctValues;
import io.renwu.engine.ObjectiveState;
import io.renwu.engine.PendingClaim;
import io.renwu.engine.PeriodState;
import io.renwu.engine.RecentEvents;
import io.renwu.engine.StateIds;
import io.renwu.engine.StreakUnits;
import io.renwu.engine.TaskState;
import io.renwu.engine.UsageCounts;
import io.renwu.engine.UserState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the format of {@link UserStateWriter} and those of versions 1 and 2. */
final class UserStateReader {
  private static final int FIRST = 1;

  private static final int SECOND = 2;

  private final UserStateInput in;
  private final int version;
  private final int flagBits;

  /** By unit, the number of the last period that was read. */
  private long[] lastNumbers = new long[UserStateWriter.UNITS];

  UserStateReader(UserStateInput in, int version) {
    this.in = in;
    this.version = version;
    this.flagBits = version == FIRST ? 2 : UserStateWriter.FLAG_BITS;
  }

  /**
   * Reads a state to its end.
   *
   * @param bytes that the input reads
   */
  UserState read(byte[] bytes) {
    if (version > SECOND) {
      RecentEvents events = readEvents();
      return UserState.of(events, new TaskTable(bytes, in));
    }
    RecentEvents events = readEventsOfVersion2();
    UserState state = UserState.of(events, list(in.readUnsigned(), this::readTaskOfVersion2));
    in.expectEnd();
    return state;
  }

  private RecentEvents readEvents() {
    long header = in.readUnsigned();
    boolean wide = high(header);
    int millisBytes = wide ? Long.BYTES : Integer.BYTES;
    List<RecentEvents.Slice> slices = low(header) ? readSlices() : List.of();
    int size = in.count(header >>> UserStateWriter.EVENT_FLAG_BITS);
    long first = size == 0 ? 0 : in.readSigned();
    in.count((long) size * (2 * Long.BYTES + millisBytes));
    long[] packed = new long[3 * size];
    for (int i = 0; i < packed.length; i += 3) {
      packed[i] = in.readFixed(Long.BYTES);
      packed[i + 1] = in.readFixed(Long.BYTES);
      packed[i + 2] = first + in.readFixed(millisBytes);
    }
    return RecentEvents.ofPacked(slices, packed);
  }

  private RecentEvents readEventsOfVersion2() {
    long header = in.readUnsigned();
    int size = in.count(header >>> 1);
    List<RecentEvents.Entry> entries = new ArrayList<>(size);
    long receivedAtMillis = 0;
    for (int i = 0; i < size; i++) {
      receivedAtMillis += in.readSigned();
      long high = in.readFixed(Long.BYTES);
      entries.add(new RecentEvents.Entry(high, in.readFixed(Long.BYTES), receivedAtMillis));
    }
    return RecentEvents.of(low(header) ? readSlices() : List.of(), entries);
  }

  private List<RecentEvents.Slice> readSlices() {
    int size = in.count(in.readUnsigned());
    List<RecentEvents.Slice> slices = new ArrayList<>(size);
    long number = 0;
    for (int i = 0; i < size; i++) {
      number += in.readSigned();
      slices.add(new RecentEvents.Slice(number, in.readSigned()));
    }
    return slices;
  }

  /**
   * Reads a task of a {@link TaskTable}.
   *
   * @param plain whether it is one period
   */
  TaskState readTask(long key, boolean plain) {
    lastNumbers = UserStateWriter.origins();
    return plain
        ? new TaskState(key, 0, TaskState.NOTHING_CLOSED, List.of(readPeriod()))
        : readTask(key);
  }

  private TaskState readTaskOfVersion2() {
    long key = in.readFixed(StateIds.TASK_BYTES);
    if (version == FIRST) {
      lastNumbers[0] = 0;
    }
    return readTask(key);
  }

  private TaskState readTask(long key) {
    long header = in.readUnsigned();
    long completions = low(header) ? in.readUnsigned() : 0;
    long closedThrough = high(header) ? in.readSigned() : TaskState.NOTHING_CLOSED;
    UsageCounts usage = UsageCounts.NONE;
    List<PendingClaim> claims = List.of();
    if (more(header)) {
      usage = new UsageCounts(list(in.readUnsigned(), this::readCount));
      claims = list(in.readUnsigned(), this::readClaim);
    }
    List<PeriodState> periods = list(header >>> flagBits, this::readPeriod);
    return new TaskState(key, completions, closedThrough, periods, usage, claims);
  }

  private UsageCounts.Count readCount() {
    int owner = (int) in.readFixed(Integer.BYTES);
    long unit = in.readSigned();
    return new UsageCounts.Count(owner, unit, in.readUnsigned());
  }

  private PendingClaim readClaim() {
    long period = in.readSigned();
    long completion = in.readUnsigned();
    int tier = in.readInt();
    int attempt = in.readInt();
    int version = in.readInt();
    int reward = in.readInt();
    return new PendingClaim(period, completion, tier, attempt, version, reward, readTime());
  }

  private PeriodState readPeriod() {
    long key;
    int taskVersion;
    if (version == FIRST) {
      key = lastNumbers[0] + in.readSigned();
      lastNumbers[0] = key;
      taskVersion = in.readInt();
    } else {
      long difference = in.readSigned();
      long versionAndUnit = in.readUnsigned();
      int unit = (int) (versionAndUnit & (UserStateWriter.UNITS - 1));
      lastNumbers[unit] += difference;
      key = lastNumbers[unit] << UserStateWriter.UNIT_BITS | unit;
      taskVersion = Math.toIntExact(versionAndUnit >>> UserStateWriter.UNIT_BITS);
    }
    return readPeriod(key, taskVersion);
  }

  private PeriodState readPeriod(long key, int taskVersion) {
    long header = in.readUnsigned();
    long completions = low(header) ? in.readUnsigned() : 0;
    int tiers = high(header) ? in.readInt() : 0;
    Instant lastCounted = null;
    List<AwardState> awards = List.of();
    if (more(header)) {
      lastCounted = in.readByte() == 0 ? null : readTime();
      awards = list(in.readUnsigned(), this::readAward);
    }
    List<ObjectiveState> objectives = list(header >>> flagBits, this::readObjective);
    return new PeriodState(key, taskVersion, completions, tiers, objectives, lastCounted, awards);
  }

  private AwardState readAward() {
    int tier = in.readInt();
    int withdrawals = in.readInt();
    long header = in.readUnsigned();
    int version = Math.toIntExact(header >>> 1);
    if (!low(header)) {
      return new AwardState(tier, withdrawals, version, null, List.of());
    }
    Instant time = readTime();
    return new AwardState(
        tier, withdrawals, version, time, list(in.readUnsigned(), in::readSigned));
  }

  private ObjectiveState readObjective() {
    int objective = (int) in.readFixed(Integer.BYTES);
    long header = in.readUnsigned();
    BigDecimal amount =
        low(header) ? readDecimal() : BigDecimal.valueOf(header >>> flagBits).stripTrailingZeros();
    DistinctValues values = high(header) ? readValues() : null;
    int parts = more(header) ? in.readByte() : 0;
    StreakUnits units = low(parts) ? readUnits() : null;
    return new ObjectiveState(objective, amount, values, units, high(parts) ? readLog() : null);
  }

  private DistinctValues readValues() {
    long header = in.readUnsigned();
    long apart = low(header) ? in.readUnsigned() : 0;
    return DistinctValues.of(apart, list(header >>> 1, in::readBytes));
  }

  private StreakUnits readUnits() {
    long header = in.readUnsigned();
    long floor = low(header) ? in.readSigned() : StreakUnits.NO_FLOOR;
    int size = in.count(header >>> 1);
    List<StreakUnits.Run> runs = new ArrayList<>(size);
    long previous = 0;
    for (int i = 0; i < size; i++) {
      long from = previous + in.readSigned();
      previous = from + in.readUnsigned();
      runs.add(new StreakUnits.Run(from, previous));
    }
    return StreakUnits.of(floor, runs);
  }

  private CancelLog readLog() {
    long header = in.readUnsigned();
    long apart = low(header) ? in.readUnsigned() : 0;
    return CancelLog.of(apart, list(header >>> 1, this::readLogEntry));
  }

  private CancelLog.Entry readLogEntry() {
    byte[] key = in.readBytes();
    return new CancelLog.Entry(key, in.readByte() == 0 ? null : readDecimal());
  }

  private BigDecimal readDecimal() {
    int scale = Math.toIntExact(in.readSigned());
    byte[] unscaled = in.readBytes();
    if (unscaled.length == 0) {
      throw new IllegalArgumentException("a decimal without digits");
    }
    return new BigDecimal(new BigInteger(unscaled), scale);
  }

  private Instant readTime() {
    long second = in.readSigned();
    return Instant.ofEpochSecond(second, in.readUnsigned());
  }

  private <T> List<T> list(long elements, Supplier<T> element) {
    int size = in.count(elements);
    List<T> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(element.get());
    }
    return list;
  }

  private boolean more(long header) {
    return version != FIRST && (header & 4) != 0;
  }

  private static boolean high(long header) {
    return (header & 2) != 0;
  }

  private static boolean low(long header) {
    return (header & 1) != 0;
  }
}
