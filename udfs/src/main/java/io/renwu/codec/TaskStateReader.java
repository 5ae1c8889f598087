package io.renwu.codec;

import io.renwu.engine.AwardState;
import io.renwu.engine.CancelLog;
import io.renwu.engine.DistinctValues;
import io.renwu.engine.ObjectiveState;
import io.renwu.engine.PendingClaim;
import io.renwu.engine.PeriodState;
import io.renwu.engine.StateIds;
import io.renwu.engine.StreakUnits;
import io.renwu.engine.TaskState;
import io.renwu.engine.UsageCounts;
import io.renwu.model.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the states of tasks: the format of {@link TaskStateWriter}, and versions 1 and 2. */
final class TaskStateReader {
  private final UserStateInput in;
  private final int version;
  private final int flagBits;

  /** By unit, the number of the last period that was read. */
  private final long[] lastNumbers;

  TaskStateReader(UserStateInput in, int version) {
    this.in = in;
    this.version = version;
    this.lastNumbers =
        version == StateFormat.VERSION ? StateFormat.origins() : new long[StateFormat.UNITS];
    this.flagBits =
        version == StateFormat.FIRST ? StateFormat.FIRST_FLAG_BITS : StateFormat.FLAG_BITS;
  }

  /**
   * Reads the only task of this reader, one of a {@link TaskTable}.
   *
   * @param plain whether it is one period
   */
  TaskState readTask(long key, boolean plain) {
    return plain
        ? new TaskState(key, 0, TaskState.NOTHING_CLOSED, List.of(readPeriod()))
        : readTask(key);
  }

  /** Reads the next task of versions 1 and 2, with its key. */
  TaskState readTaskOfVersion2() {
    long key = in.readFixed(StateIds.TASK_BYTES);
    if (version == StateFormat.FIRST) {
      lastNumbers[0] = 0;
    }
    return readTask(key);
  }

  private TaskState readTask(long key) {
    long header = in.readUnsigned();
    long completions = StateFormat.low(header) ? in.readUnsigned() : 0;
    long closedThrough = StateFormat.high(header) ? in.readSigned() : TaskState.NOTHING_CLOSED;
    UsageCounts usage = UsageCounts.NONE;
    List<PendingClaim> claims = List.of();
    if (more(header)) {
      usage = new UsageCounts(in.list(in.readUnsigned(), this::readCount));
      claims = in.list(in.readUnsigned(), this::readClaim);
    }
    List<PeriodState> periods = in.list(header >>> flagBits, this::readPeriod);
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
    if (version == StateFormat.FIRST) {
      key = lastNumbers[0] + in.readSigned();
      lastNumbers[0] = key;
      taskVersion = in.readInt();
    } else {
      long difference = in.readSigned();
      long versionAndUnit = in.readUnsigned();
      int unit = (int) (versionAndUnit & (StateFormat.UNITS - 1));
      lastNumbers[unit] += difference;
      key = lastNumbers[unit] << StateFormat.UNIT_BITS | unit;
      taskVersion = Math.toIntExact(versionAndUnit >>> StateFormat.UNIT_BITS);
    }
    return readPeriod(key, taskVersion);
  }

  private PeriodState readPeriod(long key, int taskVersion) {
    long header = in.readUnsigned();
    long completions = StateFormat.low(header) ? in.readUnsigned() : 0;
    int tiers = StateFormat.high(header) ? in.readInt() : 0;
    Instant lastCounted = null;
    List<AwardState> awards = List.of();
    if (more(header)) {
      lastCounted = in.readByte() == 0 ? null : readTime();
      awards = in.list(in.readUnsigned(), this::readAward);
    }
    List<ObjectiveState> objectives = in.list(header >>> flagBits, this::readObjective);
    return new PeriodState(key, taskVersion, completions, tiers, objectives, lastCounted, awards);
  }

  private AwardState readAward() {
    int tier = in.readInt();
    int withdrawals = in.readInt();
    long header = in.readUnsigned();
    int version = Math.toIntExact(header >>> 1);
    if (!StateFormat.low(header)) {
      return new AwardState(tier, withdrawals, version, null, List.of());
    }
    Instant time = readTime();
    return new AwardState(
        tier, withdrawals, version, time, in.list(in.readUnsigned(), in::readSigned));
  }

  private ObjectiveState readObjective() {
    int objective = (int) in.readFixed(Integer.BYTES);
    long header = in.readUnsigned();
    BigDecimal amount = StateFormat.low(header) ? readDecimal() : Decimals.of(header >>> flagBits);
    DistinctValues values = StateFormat.high(header) ? readValues() : null;
    int parts = more(header) ? in.readByte() : 0;
    StreakUnits units = StateFormat.low(parts) ? readUnits() : null;
    return new ObjectiveState(
        objective, amount, values, units, StateFormat.high(parts) ? readLog() : null);
  }

  private DistinctValues readValues() {
    long header = in.readUnsigned();
    long apart = StateFormat.low(header) ? in.readUnsigned() : 0;
    return DistinctValues.of(apart, in.list(header >>> 1, in::readBytes));
  }

  private StreakUnits readUnits() {
    long header = in.readUnsigned();
    long floor = StateFormat.low(header) ? in.readSigned() : StreakUnits.NO_FLOOR;
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
    long apart = StateFormat.low(header) ? in.readUnsigned() : 0;
    return CancelLog.of(apart, in.list(header >>> 1, this::readLogEntry));
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

  private boolean more(long header) {
    return version != StateFormat.FIRST && (header & 4) != 0;
  }
}
