package io.renwu.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.document.Fixtures;
import io.renwu.model.Event;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexSizeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "abc 3",
        "a{30} 30",
        "a{2,30} 30",
        "a{30,} 30",
        "(a{30}){30} 960",
        "((a{30}){30}){30} 28860",
        "(((a{30}){30}){30}){30} 865860",
        "x(ab){10}y 42",
        "a{ 2",
        "a{x} 4",
        "\\(a{3} 5",
        "\\{3} 4",
        "[(]{4} 12",
        "[^]a(]{2} 12",
        "[\\](]{2} 10",
        "(a{9 5",
        ")a{5} 5",
      })
  void repetitionsCountExpanded(String pattern, long size) {
    assertThat(RegexSize.of(pattern)).isEqualTo(size);
  }

  @Test
  void aSizeDoesNotOverflow() {
    assertThat(RegexSize.of("(".repeat(100) + "a" + "{999999999})".repeat(100)))
        .isGreaterThan(1L << 31);
  }

  /** Compiling the pattern takes a second, for each event if the pattern is in the event. */
  @Test
  void aPatternThatIsSlowToCompileIsRefused() {
    String slow = "(((a{30}){30}){30}){30}";
    assertThatThrownBy(() -> Regex.compile(slow)).hasMessageContaining("too large when compiled");
    Condition condition =
        ConditionCompiler.compile("event.userId.matches(event.attributes.p)", "", v -> {});
    Event event =
        Event.of("e", "u", "comment", Fixtures.NOON).attributes(Map.of("p", slow)).build();
    assertThat(condition.result(new ConditionInput(event))).isEqualTo(ConditionResult.FAILED);
  }
}
