package io.renwu.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.model.Decimals;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumbersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1",
        "1.0",
        "1e0",
        "-19.90",
        "0.001",
        "1E+3",
        "12e-2",
        "0e99999",
        "100e28",
        "0.00012e5",
        "99999999999999999999999999999999999999"
      })
  void isExact(String text) {
    assertThat(JsonNumbers.parse(text)).isEqualByComparingTo(new BigDecimal(text));
  }

  @Test
  void agreesWithBigDecimalOnRandomNumbers() {
    long seed = 42;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text =
          (random.nextBoolean() ? "-" : "")
              + random.nextInt(1000)
              + (random.nextBoolean() ? "." + random.nextInt(100_000) : "")
              + (random.nextBoolean() ? "e" + (random.nextInt(600) - 300) : "");
      assertThat(JsonNumbers.parse(text))
          .as("seed %s: %s", seed, text)
          .isEqualByComparingTo(new BigDecimal(text));
    }
  }

  @Test
  void keepsLongNumbersWithinBounds() {
    String digits = "7".repeat(60_000);
    BigDecimal whole = JsonNumbers.parse(digits);
    assertThat(whole.precision()).isLessThan(1000);
    assertThat(Decimals.exact(whole)).isEmpty();

    BigDecimal fraction = JsonNumbers.parse("0." + digits);
    assertThat(fraction.doubleValue()).isEqualTo(0.7777777777777778);
    assertThat(Decimals.exact(fraction)).isEmpty();

    assertThat(Decimals.exact(JsonNumbers.parse("1." + "0".repeat(50_000))))
        .contains(BigDecimal.ONE);
    assertThat(Decimals.exact(JsonNumbers.parse("0." + "0".repeat(50_000) + "1e50001")))
        .contains(BigDecimal.ONE);
  }

  @Test
  void holdsWhatIsBeyondEveryDouble() {
    assertThat(JsonNumbers.parse("-1e99999999999999999999").doubleValue())
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(JsonNumbers.parse("1e-99999999999999999999").doubleValue()).isZero();
    assertThat(JsonNumbers.parse("1e-99999999999999999999").signum()).isEqualTo(1);
    assertThat(JsonNumbers.parse("0e99999999999999999999")).isEqualTo(BigDecimal.ZERO);
    assertThat(Decimals.exact(JsonNumbers.parse("1e2147483648"))).isEmpty();
  }
}
