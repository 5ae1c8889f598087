package io.renwu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWidthTest {
  @Test
  void wideCharactersTakeTwoColumns() {
    assertThat(TextWidth.of("abc…▁─")).isEqualTo(6);
    assertThat(TextWidth.of("每日签到")).isEqualTo(8);
    assertThat(TextWidth.of("한국어、ｆ")).isEqualTo(10);
    assertThat(TextWidth.of("👏")).isEqualTo(2);
    assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
  }

  @Test
  void joinersAndControlCharactersTakeNone() {
    assertThat(TextWidth.of("a\u200Db\u0001")).isEqualTo(2);
  }

  @Test
  void neverCutsThroughAWideCharacter() {
    assertThat(TextWidth.cut("每日签到", 5)).isEqualTo("每日");
  }
}
