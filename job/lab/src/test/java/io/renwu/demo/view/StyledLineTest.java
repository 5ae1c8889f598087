package io.renwu.demo.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StyledLineTest {
  @Test
  void countsTheColumnsOfWideCharacters() {
    assertThat(StyledLine.EMPTY.left("每日签到", 6, TextTone.PLAIN).add("|", TextTone.PLAIN))
        .hasToString("每日… |");
    assertThat(StyledLine.EMPTY.right("每日", 6, TextTone.PLAIN)).hasToString("  每日");
  }
}
