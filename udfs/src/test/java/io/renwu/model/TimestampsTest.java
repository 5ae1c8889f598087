package io.renwu.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-22T09:00:00+08:00, 2026-11-22T01:00:00Z",
    "2026-11-22t09:00:00z, 2026-11-22T09:00:00Z",
    "2026-11-22T09:00:00.5-00:00, 2026-11-22T09:00:00.5Z",
    "2026-11-22T09:00:00.1234567899Z, 2026-11-22T09:00:00.123456789Z",
    "2024-02-29T00:00:00-23:59, 2024-02-29T23:59:00Z",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
  })
  void readsRfc3339(String text, Instant instant) {
    assertThat(Timestamps.parse(text)).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-11-22T09:00:00",
        "2026-11-22 09:00:00Z",
        "2026-11-22T09:00Z",
        "2026-11-22T09:00:00+0800",
        "2026-11-22T09:00:00+08",
        "2026-11-22T09:00:00+24:00",
        "2026-11-22T09:00:00.Z",
        "2026-11-22T24:00:00Z",
        "2026-11-22T09:00:60Z",
        "2026-02-29T09:00:00Z",
        "2026-13-01T09:00:00Z",
        "0000-06-01T00:00:00Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "+2026-11-22T09:00:00Z",
        "２０２６-11-22T09:00:00Z",
        "2026-11-22T09:00:00Z\n",
        "1795309200000",
      })
  void refusesOtherTexts(String text) {
    assertThat(Timestamps.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00Z",
    "-1, 1969-12-31T23:59:59.999Z",
    "1795309200000.0, 2026-11-22T01:00:00Z",
    "1.7953092e12, 2026-11-22T01:00:00Z",
  })
  void readsWholeMilliseconds(BigDecimal number, Instant instant) {
    assertThat(Timestamps.parse(number)).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "1e15", "-1e14", "1e1000", "9223372036854775808"})
  void refusesOtherNumbers(BigDecimal number) {
    assertThat(Timestamps.parse(number)).isEmpty();
  }

  @Test
  void takesNothingThatIsNotOfTheForm() {
    Pattern form =
        Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?"
                + "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])");
    long seed = 3339;
    Random random = new Random(seed);
    int taken = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder("2026-11-22T09:00:00.5+08:00");
      for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
        int at = random.nextInt(text.length());
        if (random.nextInt(3) == 0) {
          text.deleteCharAt(at);
        } else {
          text.setCharAt(at, "0123456789-:.+TZtz ".charAt(random.nextInt(19)));
        }
      }
      boolean takes = Timestamps.parse(text.toString()).isPresent();
      if (takes) {
        taken++;
        assertThat(text.toString()).as("seed %d", seed).matches(form);
      }
    }
    assertThat(taken).isGreaterThan(1_000);
  }

  @Test
  void refusesOtherValues() {
    assertThat(Timestamps.parse(true)).isEmpty();
  }

  @Test
  void writesWhatInstantWrites() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      int digits = new int[] {1, 1_000, 1_000_000, 1_000_000_000}[random.nextInt(4)];
      int nano = random.nextInt(1_000_000_000) / digits * digits;
      long second = (long) (random.nextDouble() * 320_000_000_000L) - 62_200_000_000L;
      Instant time = Instant.ofEpochSecond(second, nano);
      assertThat(Timestamps.text(time)).isEqualTo(time.toString());
    }
    assertThat(Timestamps.text(Instant.MIN)).isEqualTo(Instant.MIN.toString());
    assertThat(Timestamps.text(Instant.MAX)).isEqualTo(Instant.MAX.toString());
  }

  @Test
  void arithmeticStopsAtTheEndOfTime() {
    assertThat(Timestamps.millis(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    assertThat(Timestamps.millis(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    assertThat(Timestamps.millis(Instant.ofEpochMilli(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
    assertThat(Timestamps.roundUp(Instant.ofEpochMilli(-1), 60)).isZero();
    assertThat(Timestamps.roundUp(Instant.ofEpochMilli(61), 60)).isEqualTo(120);
    assertThat(Timestamps.roundUp(Instant.ofEpochMilli(120), 60)).isEqualTo(120);
    assertThat(Timestamps.roundUp(Instant.ofEpochMilli(120).plusNanos(1), 60)).isEqualTo(180);
    assertThat(Timestamps.roundUp(Instant.MAX, 60)).isEqualTo(Long.MAX_VALUE);
    assertThat(Timestamps.millisBetween(1, 3)).isEqualTo(2);
    assertThat(Timestamps.millisBetween(3, 1)).isEqualTo(-2);
    assertThat(Timestamps.millisBetween(Long.MIN_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
    assertThat(Timestamps.millisBetween(Long.MAX_VALUE, -2)).isEqualTo(Long.MIN_VALUE);
  }
}
