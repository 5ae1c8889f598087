package io.renwu.codec;

import io.renwu.engine.AwardState;
import io.renwu.engine.CancelLog;
import io.renwu.engine.DistinctValues;
import io.renwu.engine.ObjectiveState;
import io.renwu.engine.PendingClaim;
import io.renwu.engine.PeriodState;
import io.renwu.engine.StreakUnits;
import io.renwu.engine.TaskState;
import io.renwu.engine.UsageCounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the states of tasks, without their keys.
 *
 * <pre>
 * task    = of a plain one: period
 *           of any other one: n &lt;&lt; 3 | has more &lt;&lt; 2 | has closedThrough &lt;&lt; 1 | has completions,
 *           [completions], [closedThrough (signed)], [n, n * count, n, n * claim], n * period
 * count   = 4 bytes of owner, unit (signed), number
 * claim   = period (signed), completion, tier, attempt, version, reward, time
 * period  = number (signed, after the last one of its unit in the task, before it the origin),
 *           version &lt;&lt; 2 | unit,
 *           n &lt;&lt; 3 | has more &lt;&lt; 2 | has tiers &lt;&lt; 1 | has completions,
 *           [completions], [tiers], [has time, [time], n, n * award], n * objective
 * award   = tier, withdrawals, version &lt;&lt; 1 | stands, [time, n, n * unit (signed)]
 * objective = 4 bytes of key, whole amount from 0 to 2^60 - 1: amount &lt;&lt; 3 | has more &lt;&lt; 2 | has values &lt;&lt; 1
 *                           any other amount: has more &lt;&lt; 2 | has values &lt;&lt; 1 | 1, decimal,
 *           [n &lt;&lt; 1 | has others apart, [number of others], n * (length, bytes)],
 *           [has log &lt;&lt; 1 | has units, [units], [log]]
 * units   = n &lt;&lt; 1 | has floor, [floor (signed)], n * (from (signed, after the run before it), length)
 * log     = n &lt;&lt; 1 | has others apart, [number of others], n * (length, key, has amount, [decimal])
 * decimal = scale (signed), n, n bytes of unscaled value
 * time    = second since 1970 (signed), nanosecond
 * </pre>
 *
 * A period's number and unit are those of its key: {@code number << 2 | unit}.
 *
 * <p>In version 2 no task was plain, and a period's number followed the last one of its unit in the
 * state. Version 1 had neither of the parts "more"; two flags instead of three; and a period's key
 * (signed, after the period before it in the task) and version for its number, version and unit.
 */
final class TaskStateWriter {
  /** The largest number that can be shifted left by {@value StateFormat#FLAG_BITS}. */
  private static final BigDecimal LARGEST_SHORT = BigDecimal.valueOf((1L << 60) - 1);

  private final UserStateOutput out;

  /** By unit, the number of the last period that was written. */
  private long[] lastNumbers = StateFormat.origins();

  TaskStateWriter(UserStateOutput out) {
    this.out = out;
  }

  /** Writes the one period of a plain task. */
  void writePlain(TaskState task) {
    lastNumbers = StateFormat.origins();
    writePeriod(task.periods().get(0));
  }

  /** Writes any task, without its key. */
  void writeTask(TaskState task) {
    lastNumbers = StateFormat.origins();
    boolean completed = task.completions() > 0;
    boolean closed = task.closedThrough() != TaskState.NOTHING_CLOSED;
    boolean more = !task.usage().counts().isEmpty() || !task.claims().isEmpty();
    out.writeUnsigned(header(task.periods().size(), more, closed, completed));
    if (completed) {
      out.writeUnsigned(task.completions());
    }
    if (closed) {
      out.writeSigned(task.closedThrough());
    }
    if (more) {
      writeUsage(task.usage());
      writeClaims(task.claims());
    }
    for (PeriodState period : task.periods()) {
      writePeriod(period);
    }
  }

  private void writeUsage(UsageCounts usage) {
    out.writeUnsigned(usage.counts().size());
    for (UsageCounts.Count count : usage.counts()) {
      out.writeFixed(count.owner(), Integer.BYTES);
      out.writeSigned(count.unit());
      out.writeUnsigned(count.number());
    }
  }

  private void writeClaims(List<PendingClaim> claims) {
    out.writeUnsigned(claims.size());
    for (PendingClaim claim : claims) {
      out.writeSigned(claim.period());
      out.writeUnsigned(claim.completion());
      out.writeUnsigned(claim.tier());
      out.writeUnsigned(claim.attempt());
      out.writeUnsigned(claim.version());
      out.writeUnsigned(claim.reward());
      writeTime(claim.time());
    }
  }

  private void writePeriod(PeriodState period) {
    boolean completed = period.completions() > 0;
    boolean tiered = period.tiers() > 0;
    boolean more = period.lastCounted() != null || !period.awards().isEmpty();
    int unit = (int) (period.period() & (StateFormat.UNITS - 1));
    long number = period.period() >> StateFormat.UNIT_BITS;
    out.writeSigned(number - lastNumbers[unit]);
    lastNumbers[unit] = number;
    out.writeUnsigned((long) period.version() << StateFormat.UNIT_BITS | unit);
    out.writeUnsigned(header(period.objectives().size(), more, tiered, completed));
    if (completed) {
      out.writeUnsigned(period.completions());
    }
    if (tiered) {
      out.writeUnsigned(period.tiers());
    }
    if (more) {
      writeTimeOrNone(period.lastCounted());
      out.writeUnsigned(period.awards().size());
      period.awards().forEach(this::writeAward);
    }
    period.objectives().forEach(this::writeObjective);
  }

  private void writeAward(AwardState awardState) {
    out.writeUnsigned(awardState.tier());
    out.writeUnsigned(awardState.withdrawals());
    out.writeUnsigned(header(awardState.version(), awardState.time() != null));
    if (awardState.time() != null) {
      writeTime(awardState.time());
      out.writeUnsigned(awardState.units().size());
      awardState.units().forEach(out::writeSigned);
    }
  }

  private void writeObjective(ObjectiveState objectiveState) {
    out.writeFixed(objectiveState.objective(), Integer.BYTES);
    BigDecimal amount = objectiveState.amount();
    DistinctValues values = objectiveState.values();
    boolean distinct = values != null;
    boolean more = objectiveState.units() != null || objectiveState.log() != null;
    boolean whole = amount.scale() <= 0;
    if (whole && amount.signum() >= 0 && amount.compareTo(LARGEST_SHORT) <= 0) {
      out.writeUnsigned(header(amount.longValueExact(), more, distinct, false));
    } else {
      out.writeUnsigned(header(0, more, distinct, true));
      writeDecimal(amount);
    }
    if (values != null) {
      writeValues(values);
    }
    if (more) {
      out.writeByte(
          (objectiveState.log() != null ? 2 : 0) | (objectiveState.units() != null ? 1 : 0));
      if (objectiveState.units() != null) {
        writeUnits(objectiveState.units());
      }
      if (objectiveState.log() != null) {
        writeLog(objectiveState.log());
      }
    }
  }

  private void writeValues(DistinctValues values) {
    boolean apart = values.apart() > 0;
    out.writeUnsigned(header(values.sorted().size(), apart));
    if (apart) {
      out.writeUnsigned(values.apart());
    }
    values.sorted().forEach(out::writeBytes);
  }

  private void writeUnits(StreakUnits units) {
    boolean floor = units.floor() != StreakUnits.NO_FLOOR;
    out.writeUnsigned(header(units.runs().size(), floor));
    if (floor) {
      out.writeSigned(units.floor());
    }
    long previous = 0;
    for (StreakUnits.Run run : units.runs()) {
      out.writeSigned(run.from() - previous);
      out.writeUnsigned(run.to() - run.from());
      previous = run.to();
    }
  }

  private void writeLog(CancelLog log) {
    boolean apart = log.apart() > 0;
    out.writeUnsigned(header(log.entries().size(), apart));
    if (apart) {
      out.writeUnsigned(log.apart());
    }
    for (CancelLog.Entry entry : log.entries()) {
      out.writeBytes(entry.key());
      out.writeByte(entry.amount() == null ? 0 : 1);
      if (entry.amount() != null) {
        writeDecimal(entry.amount());
      }
    }
  }

  private void writeDecimal(BigDecimal decimal) {
    out.writeSigned(decimal.scale());
    out.writeBytes(decimal.unscaledValue().toByteArray());
  }

  private void writeTimeOrNone(@Nullable Instant time) {
    out.writeByte(time == null ? 0 : 1);
    if (time != null) {
      writeTime(time);
    }
  }

  private void writeTime(Instant time) {
    out.writeSigned(time.getEpochSecond());
    out.writeUnsigned(time.getNano());
  }

  private static long header(long number, boolean low) {
    return number << 1 | (low ? 1 : 0);
  }

  private static long header(long number, boolean more, boolean high, boolean low) {
    return number << StateFormat.FLAG_BITS | (more ? 4 : 0) | (high ? 2 : 0) | (low ? 1 : 0);
  }
}
