package io.renwu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.violation.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineExcerptTest {
  @Test
  void marksTheCharacter() {
    assertThat(excerpt("  \"target\": 0,", 12, 13))
        .containsExactly("   12 |   \"target\": 0,", "      |             ^");
  }

  @Test
  void marksTheEndOfALine() {
    assertThat(excerpt("", 1, 1)).containsExactly("    1 | ", "      | ^");
    assertThat(excerpt("{", 123456, 2)).containsExactly("123456 | {", "       |  ^");
  }

  @Test
  void keepsToTheColumnsOfATerminal() {
    assertThat(excerpt("\t每日 😀e\u0301\u0001x", 1, 9))
        .containsExactly("    1 |   每日 😀e\u0301\uFFFDx", "      |            ^");
  }

  @Test
  void cutsALongLineAroundTheCaret() {
    String line = "a".repeat(1000) + "X" + "b".repeat(1000);
    assertThat(excerpt(line, 1, 1001))
        .containsExactly(
            "    1 | …" + "a".repeat(48) + "X" + "b".repeat(47) + "…",
            "      | " + " ".repeat(49) + "^");
    assertThat(excerpt("每".repeat(1000), 1, 501))
        .containsExactly("    1 | …" + "每".repeat(48) + "…", "      | " + " ".repeat(49) + "^");
  }

  private static List<String> excerpt(String line, int number, int column) {
    return LineExcerpt.of(line, new Position(number, column)).lines().toList();
  }
}
