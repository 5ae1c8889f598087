package io.renwu.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.document.Fixtures;
import io.renwu.model.Event;
import io.renwu.violation.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions written to do harm are refused or bounded, on a very large event. */
class HostileConditionsTest {
  private static final ConditionInput LARGE = input(50_000, 5_000);
  private static final ConditionInput SMALL = input(20, 3);

  private static ConditionInput input(int characters, int elements) {
    Map<String, Object> attributes =
        Map.of(
            "text",
            "a".repeat(characters),
            "list",
            Collections.nCopies(elements, (Object) BigDecimal.ONE));
    return new ConditionInput(
        Event.of("e", "u", "comment", Fixtures.NOON).attributes(attributes).build());
  }

  static Stream<String> conditions() {
    String list = "event.attributes.list";
    String text = "event.attributes.text";
    return Stream.of(
        "true ".repeat(1000),
        "1 == 1 && ".repeat(1000) + "true",
        "(".repeat(2000) + "true" + ")".repeat(2000),
        "(".repeat(40) + "true" + ")".repeat(40),
        "!".repeat(4000) + "true",
        "-".repeat(4000) + "1 == 1",
        "[".repeat(2000) + "]".repeat(2000) + " == []",
        "true ? ".repeat(600) + "true" + " : true".repeat(600),
        "1" + "+1".repeat(2000) + " == 1",
        "event.attributes" + ".a".repeat(2000) + " == 1",
        "event.attributes" + "['a']".repeat(800) + " == 1",
        "'" + "x".repeat(5000) + "' == 'x'",
        "'" + "x".repeat(4000) + "' == 'x'",
        "event.userId in ['" + String.join("', '", Collections.nCopies(500, "abc")) + "']",
        list + ".all(a, " + list + ".all(b, " + list + ".all(c, a == b && b == c)))",
        list + ".map(a, " + list + ").map(b, b).map(c, c).size() == 1",
        list + ".all(a, size(" + text + "+" + text + "+" + text + ") > 0)",
        list + ".all(a, " + text + ".matches('(a*)*b'))",
        list + ".all(a, !string(a).matches('^b'))",
        "event.userId.matches(" + text + ")",
        "1 == 1 && ".repeat(350) + "true",
        "1 == 2 || (".repeat(90) + "true" + ")".repeat(90),
        "event.attributes.a.b.c.d" + ".e".repeat(80) + " == 1",
        list + ".all(a, " + "a == 1 && ".repeat(400) + "true)",
        text + ".matches('" + "(a?)".repeat(500) + "')",
        text + ".matches('" + "(x+x+)+".repeat(20) + "y')",
        text + ".matches('(((a{30}){30}){30}){30}')",
        text + ".matches(" + text + ")",
        text + ".matches('" + "(".repeat(1500) + ")".repeat(1500) + "')",
        text + ("+" + text).repeat(150) + " == 'a'",
        "['aaaa']" + ".map(a, a + a + a + a)".repeat(40) + ".size() == 1",
        "[[1]]" + ".map(a, [a, a])".repeat(40) + ".size() == 1",
        "[[1]]" + ".map(a, a + a)".repeat(40) + ".size() == 1",
        "[{'a': 1}]" + ".map(a, {'a': a, 'b': a})".repeat(40) + ".size() == 1",
        "[" + text + "].map(a, a" + "+a".repeat(1000) + ")[0] == 'b'",
        "[1].exists(a, [[a, a]].exists(b, [[b, b]].exists(c, [[c, c]].exists(d, d == d))))",
        "event.time + duration('9999999999999999999h') > event.time",
        "timestamp('9999-12-31T23:59:59Z') + duration('100000h') > event.time",
        "9223372036854775807 + 1 > 0",
        "-9223372036854775808 / -1 > 0",
        "int(1e300) > 0",
        "uint(-1.0) > 0u",
        "1 % 0 == 1",
        "string(b'\\xff\\xfe') == ''",
        "'\uD83D\uDE00'.size() == 1",
        "event.time.getHours('Nowhere/At_All') == 1",
        "cel.bind(a, 1, a == 1)",
        "google.protobuf.Any{} == event",
        "__result__ == 1",
        "@result == 1");
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void isRefusedOrBounded(String source) {
    List<Violation> violations = new ArrayList<>();
    Condition condition = ConditionCompiler.compile(source, "", violations::add);
    assertThat(condition == null).isEqualTo(!violations.isEmpty());
    if (condition == null) {
      return;
    }
    ConditionCost cost = condition.cost();
    assertThat(cost.fixed()).isLessThanOrEqualTo(ConditionCost.MAX_COST);
    boolean fits = cost.fixed() + cost.scaled() * LARGE.size() <= ConditionCost.MAX_COST;
    ConditionResult answer = condition.result(LARGE);
    assertThat(fits || answer == ConditionResult.FAILED).isTrue();
  }

  static Stream<String> tooExpensiveForLargeEvents() {
    String list = "event.attributes.list";
    String text = "event.attributes.text";
    return Stream.of(
        list + ".exists(a, size(" + text + " + " + text + ") == 0)",
        list + ".exists(a, " + text + ".contains('" + "a".repeat(500) + "b'))",
        list + ".all(a, " + text + " + 'x' != " + text + " + 'y')",
        list + ".exists(a, a in " + list + ")",
        String.join(" || ", Collections.nCopies(3, list + " == " + list + " + [1.0]")),
        list + ".map(a, a).size() == 1",
        text + ".matches('(a*)*b')",
        "size(" + text + ") > 1" + (" && size(" + text + ") > 1").repeat(60),
        "int(" + text + ") > 1 || int(" + text + ") > 2 || int(" + text + ") > 3");
  }

  /** These conditions work on events of usual size. */
  @ParameterizedTest
  @MethodSource("tooExpensiveForLargeEvents")
  void failsOnLargeEventsOnly(String source) {
    List<Violation> violations = new ArrayList<>();
    Condition condition = ConditionCompiler.compile(source, "", violations::add);
    assertThat(violations).isEmpty();
    assertThat(condition.result(LARGE)).isEqualTo(ConditionResult.FAILED);
    assertThat(condition.cost().fits(SMALL)).isTrue();
  }

  static Stream<String> fineForLargeEvents() {
    return Stream.of(
        "size(event.attributes.text) >= 5",
        "event.attributes.text.size() > 3 && event.attributes.text.startsWith('aaa')",
        "event.attributes.text.contains('ab') || event.attributes.text.endsWith('a')",
        "event.attributes.text != 'b' && size(event.attributes.list) == 5000",
        "1 in event.attributes.list",
        "event.userId in ['" + String.join("', '", Collections.nCopies(500, "abc")) + "', 'u']",
        "event.userId.matches('^[a-z]+$')");
  }

  @ParameterizedTest
  @MethodSource("fineForLargeEvents")
  void holdsOnLargeEvents(String source) {
    List<Violation> violations = new ArrayList<>();
    Condition condition = ConditionCompiler.compile(source, "", violations::add);
    assertThat(violations).isEmpty();
    assertThat(condition.result(LARGE)).isEqualTo(ConditionResult.TRUE);
  }

  /**
   * A search in a text takes time proportional to the sum of both lengths, not to their product.
   */
  @Test
  void aSearchIsLinear() {
    assertThat(StringFunctions.contains("a".repeat(60_000), "a".repeat(30_000) + "b")).isFalse();
    assertThat(StringFunctions.contains("a".repeat(60_000) + "b", "a".repeat(30_000) + "b"))
        .isTrue();
  }
}
