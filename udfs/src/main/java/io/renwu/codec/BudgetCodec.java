package io.renwu.codec;

import io.renwu.budget.BudgetAnswer;
import io.renwu.budget.BudgetAnswer.Charge;
import io.renwu.budget.BudgetState;
import io.renwu.budget.BudgetState.Used;
import io.renwu.budget.BudgetUnit;
import io.renwu.model.Budget.Metric;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Timestamps;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the stored state of budgets with the elements of {@link UserStateCodec}.
 *
 * <pre>
 * state      = version(1) count { unit amount forgetAt }
 * remembered = version(1) refused(1) forgetAt count { unit amount }
 * unit       = metric(1) per(1) number(signed) [rewardId: length UTF-8, for AMOUNT]
 * amount     = scale(signed) length unscaled
 * forgetAt   = 0 for never, else 1 and epoch milliseconds(signed), rounded up
 * </pre>
 */
public final class BudgetCodec {
  private static final int VERSION = 1;
  private static final int NANOS_OF_MILLI = 1_000_000;

  /** By their number in the stored form, which never changes. */
  private static final List<Metric> METRICS = List.of(Metric.COMPLETIONS, Metric.AMOUNT);

  /** By their number in the stored form, which never changes. */
  private static final List<CalendarUnit> UNITS =
      List.of(CalendarUnit.ALWAYS, CalendarUnit.DAY, CalendarUnit.WEEK, CalendarUnit.MONTH);

  private BudgetCodec() {}

  public static byte[] encode(BudgetState state) {
    UserStateOutput out = new UserStateOutput();
    out.writeByte(VERSION);
    out.writeUnsigned(state.units().size());
    for (Map.Entry<BudgetUnit, Used> entry : state.units().entrySet()) {
      writeUnit(entry.getKey(), out);
      writeAmount(entry.getValue().amount(), out);
      writeForgetAt(entry.getValue().forgetAt(), out);
    }
    return out.toByteArray();
  }

  /**
   * Decodes what {@link #encode(BudgetState)} wrote.
   *
   * @throws IllegalArgumentException if the bytes have an unknown version or are no state
   */
  public static BudgetState decodeState(byte[] bytes) {
    UserStateInput in = open(bytes);
    int size = in.count(in.readUnsigned());
    SortedMap<BudgetUnit, Used> units = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      BudgetUnit unit = readUnit(in);
      BigDecimal amount = readAmount(in);
      units.put(unit, new Used(amount, readForgetAt(in)));
    }
    in.expectEnd();
    return BudgetState.of(units);
  }

  public static byte[] encode(BudgetAnswer remembered) {
    UserStateOutput out = new UserStateOutput();
    out.writeByte(VERSION);
    out.writeByte(remembered.refused() ? 1 : 0);
    writeForgetAt(remembered.forgetAt(), out);
    out.writeUnsigned(remembered.charges().size());
    for (Charge take : remembered.charges()) {
      writeUnit(take.unit(), out);
      writeAmount(take.amount(), out);
    }
    return out.toByteArray();
  }

  /**
   * Decodes what {@link #encode(BudgetAnswer)} wrote.
   *
   * @throws IllegalArgumentException if the bytes have an unknown version or are no answer
   */
  public static BudgetAnswer decodeRemembered(byte[] bytes) {
    UserStateInput in = open(bytes);
    boolean refused = in.readByte() == 1;
    Instant forgetAt = readForgetAt(in);
    int size = in.count(in.readUnsigned());
    List<Charge> takes = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      BudgetUnit unit = readUnit(in);
      takes.add(new Charge(unit, readAmount(in)));
    }
    in.expectEnd();
    return new BudgetAnswer(refused, takes, forgetAt);
  }

  private static UserStateInput open(byte[] bytes) {
    UserStateInput in = new UserStateInput(bytes, 0, bytes.length);
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "budget state of version " + version + ": this release reads version " + VERSION);
    }
    return in;
  }

  private static void writeUnit(BudgetUnit unit, UserStateOutput out) {
    out.writeByte(METRICS.indexOf(unit.metric()));
    out.writeByte(UNITS.indexOf(unit.per()));
    out.writeSigned(unit.unit());
    if (unit.metric() == Metric.AMOUNT) {
      String rewardId = Objects.requireNonNull(unit.rewardId(), "a budget of AMOUNT has a reward");
      out.writeBytes(rewardId.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static BudgetUnit readUnit(UserStateInput in) {
    Metric metric = constant(METRICS, in.readByte());
    CalendarUnit per = constant(UNITS, in.readByte());
    long unit = in.readSigned();
    String rewardId =
        metric == Metric.AMOUNT ? new String(in.readBytes(), StandardCharsets.UTF_8) : null;
    return new BudgetUnit(metric, rewardId, per, unit);
  }

  private static <E> E constant(List<E> constants, int number) {
    if (number >= constants.size()) {
      throw new IllegalArgumentException(
          "found " + number + ", expected the number of one of " + constants);
    }
    return constants.get(number);
  }

  private static void writeAmount(BigDecimal amount, UserStateOutput out) {
    out.writeSigned(amount.scale());
    out.writeBytes(amount.unscaledValue().toByteArray());
  }

  private static BigDecimal readAmount(UserStateInput in) {
    int scale = Math.toIntExact(in.readSigned());
    return new BigDecimal(new BigInteger(in.readBytes()), scale);
  }

  private static void writeForgetAt(@Nullable Instant forgetAt, UserStateOutput out) {
    out.writeByte(forgetAt == null ? 0 : 1);
    if (forgetAt != null) {
      out.writeSigned(Timestamps.millis(forgetAt.plusNanos(NANOS_OF_MILLI - 1)));
    }
  }

  private static @Nullable Instant readForgetAt(UserStateInput in) {
    return in.readByte() == 0 ? null : Instant.ofEpochMilli(in.readSigned());
  }
}
