package io.renwu.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.renwu.budget.BudgetAnswer;
import io.renwu.budget.BudgetState;
import io.renwu.budget.BudgetState.Used;
import io.renwu.budget.BudgetUnit;
import io.renwu.model.Budget.Metric;
import io.renwu.model.CalendarUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BudgetCodecTest {
  /** What version 1 has written: savepoints hold such bytes, so that they are read for ever. */
  private static final String STATE_1 =
      "010200000000012a0001010206706f696e747302017d01808885b2c068";

  private static final String REMEMBERED_1 = "010101808885b2c0680101010206706f696e747302017d";

  private static final Instant FORGET_AT = Instant.parse("2026-11-22T12:00:00Z");
  private static final BudgetUnit ALL_COMPLETIONS =
      new BudgetUnit(Metric.COMPLETIONS, null, CalendarUnit.ALWAYS, 0);
  private static final BudgetUnit POINTS =
      new BudgetUnit(Metric.AMOUNT, "points", CalendarUnit.DAY, 1);

  @Test
  void readsWhatItWrites() {
    assertThat(BudgetCodec.decodeState(BudgetCodec.encode(state()))).isEqualTo(state());
    assertThat(BudgetCodec.decodeRemembered(BudgetCodec.encode(remembered())))
        .isEqualTo(remembered());
    assertThat(BudgetCodec.decodeState(BudgetCodec.encode(BudgetState.empty())))
        .isEqualTo(BudgetState.empty());
  }

  @Test
  void readsWhatVersion1HasWritten() {
    assertThat(HexFormat.of().formatHex(BudgetCodec.encode(state()))).isEqualTo(STATE_1);
    assertThat(HexFormat.of().formatHex(BudgetCodec.encode(remembered()))).isEqualTo(REMEMBERED_1);
    assertThat(BudgetCodec.decodeState(HexFormat.of().parseHex(STATE_1))).isEqualTo(state());
    assertThat(BudgetCodec.decodeRemembered(HexFormat.of().parseHex(REMEMBERED_1)))
        .isEqualTo(remembered());
  }

  @Test
  void keepsAMomentUntilTheWholeMillisecondAfterIt() {
    BudgetAnswer odd = new BudgetAnswer(false, List.of(), FORGET_AT.plusNanos(1));
    assertThat(BudgetCodec.decodeRemembered(BudgetCodec.encode(odd)).forgetAt())
        .isEqualTo(FORGET_AT.plusMillis(1));
  }

  @Test
  void refusesWhatIsCutOffOrOfAnotherVersion() {
    byte[] bytes = BudgetCodec.encode(state());
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatIllegalArgumentException().isThrownBy(() -> BudgetCodec.decodeState(cut));
    }
    bytes[0] = 9;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BudgetCodec.decodeState(bytes))
        .withMessageContaining("version 9");
  }

  private static BudgetState state() {
    TreeMap<BudgetUnit, Used> units = new TreeMap<>();
    units.put(ALL_COMPLETIONS, new Used(BigDecimal.valueOf(42), null));
    units.put(POINTS, new Used(new BigDecimal("12.5"), FORGET_AT));
    return BudgetState.of(units);
  }

  private static BudgetAnswer remembered() {
    return new BudgetAnswer(
        true, List.of(new BudgetAnswer.Charge(POINTS, new BigDecimal("12.5"))), FORGET_AT);
  }
}
