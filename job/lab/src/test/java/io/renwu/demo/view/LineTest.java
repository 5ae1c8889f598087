package io.renwu.demo.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {
  @Test
  void countsTheColumnsOfWideCharacters() {
    assertThat(Line.EMPTY.left("每日签到", 6, Tone.PLAIN).add("|", Tone.PLAIN)).hasToString("每日… |");
    assertThat(Line.EMPTY.right("每日", 6, Tone.PLAIN)).hasToString("  每日");
  }
}
