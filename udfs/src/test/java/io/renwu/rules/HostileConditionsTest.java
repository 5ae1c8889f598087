package io.renwu.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.model.Event;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Conditions that were written to do harm, on an event of the largest size. */
class HostileConditionsTest {
  /** Far above what any of them takes, for machines that are busy. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Map<String, Object> ATTRIBUTES =
      Map.of(
          "text", "a".repeat(60_000), "list", Collections.nCopies(20_000, (Object) BigDecimal.ONE));

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
  void isAnsweredFast(String source) {
    EventFacts facts =
        new EventFacts(
            new Event("e", "u", "comment", Fixtures.NOON, null, ATTRIBUTES, Fixtures.NOON));
    Assertions.assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          List<Violation> violations = new ArrayList<>();
          Condition condition = Conditions.compile(source, "", violations::add);
          assertThat(condition == null).isEqualTo(!violations.isEmpty());
          facts.satisfies(condition);
        });
  }
}
