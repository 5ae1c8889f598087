package io.renwu.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.document.Fixtures;
import io.renwu.model.Event;
import io.renwu.violation.Violation;
import io.renwu.violation.ViolationTarget;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionCompilerTest {
  private static final Map<String, Object> ATTRIBUTES = attributes();

  private static Map<String, Object> attributes() {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("n", new BigDecimal("3"));
    attributes.put("price", new BigDecimal("19.9"));
    attributes.put("large", new BigDecimal("1E+29"));
    attributes.put("text", "abc");
    attributes.put("empty", "");
    attributes.put("yes", true);
    attributes.put("nothing", null);
    attributes.put("list", List.of(new BigDecimal("1"), "x", List.of(), Map.of("k", "v")));
    attributes.put("map", Map.of("k", new BigDecimal("5"), "inner", Map.of("deep", "down")));
    return attributes;
  }

  private static EventFacts facts(String timezone) {
    return new EventFacts(
        Event.of("e-1", "u-7", "comment", Fixtures.NOON)
            .timezone(timezone)
            .attributes(ATTRIBUTES)
            .build());
  }

  private static Condition compile(String source) {
    List<Violation> violations = new ArrayList<>();
    Condition condition = ConditionCompiler.compile(source, "/filter", violations::add);
    assertThat(violations).as(source).isEmpty();
    return condition;
  }

  private static List<Violation> refused(String source) {
    List<Violation> violations = new ArrayList<>();
    assertThat(ConditionCompiler.compile(source, "/filter", violations::add)).as(source).isNull();
    assertThat(violations).as(source).isNotEmpty();
    assertThat(violations).allSatisfy(v -> assertThat(v.pointer()).isEqualTo("/filter"));
    return violations;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "event.eventId == 'e-1' && event.userId == 'u-7' && event.behavior == 'comment'",
        "event.attributes.n == 3",
        "event.attributes.n == 3.0",
        "event.attributes.n == 3u",
        "event.attributes.n != 4",
        "event.attributes.n >= 3 && event.attributes.n < 4 && 2 < event.attributes.n",
        "event.attributes.n in [1, 2, 3]",
        "event.attributes.price > 19 && event.attributes.price < 20u",
        "event.attributes.large > 9007199254740993",
        "event.attributes.text in ['abc', 'd']",
        "event.attributes.text != 3",
        "event.attributes.n != '3'",
        "!(event.attributes.n == '3')",
        "event.attributes.nothing == null",
        "event.attributes.n != null",
        "event.attributes.yes",
        "!event.attributes.missing || event.attributes.yes",
        "event.attributes.yes || event.attributes.missing == 1",
        "event.attributes.missing == 1 || true",
        "!(event.attributes.missing == 1 && false)",
        "has(event.attributes.n) && !has(event.attributes.missing) && has(event.attributes.nothing)",
        "!has(event.timezone)",
        "has(event.userId)",
        "event.time > timestamp('2026-01-01T00:00:00Z')",
        "event.time == timestamp('2026-11-22T12:00:00Z')",
        "event.time.getHours() == 12 && event.time.getHours('Asia/Shanghai') == 20",
        "event.time.getDayOfWeek('UTC') == 0",
        "event.time - timestamp('2026-11-22T11:00:00Z') == duration('1h')",
        "size(event.attributes.text) >= 3 && event.attributes.text.size() == 3",
        "event.attributes.text.startsWith('a') && event.attributes.text.contains('b')",
        "event.attributes.text.matches('^a.c$')",
        "event.attributes.text + 'd' == 'abcd'",
        "event.attributes.n + 1.5 == 4.5",
        "int(event.attributes.n) % 2 == 1",
        "event.attributes.map.k == 5 && event.attributes['map']['k'] > 4",
        "event.attributes.map['k'] >= 5.0 && -event.attributes.map['k'] < 0",
        "event.attributes.map.inner.deep == 'down'",
        "'k' in event.attributes.map && !('x' in event.attributes.map)",
        "event.attributes.map == {'inner': {'deep': 'down'}, 'k': 5}",
        "event.attributes.list[0] == 1 && event.attributes.list[0] < 2",
        "event.attributes.list == [1, 'x', [], {'k': 'v'}]",
        "event.attributes.list.exists(e, e == 'x') && 1 in event.attributes.list",
        "size(event.attributes.list) == 4 && size(event.attributes) == 9",
        "event.attributes.all(name, name != '')",
        "event.attributes.list.filter(e, e == 1 || e == 'x').size() == 2",
        "event.attributes.list.map(e, e).exists(e, e == 1)",
        "[1, 2].map(x, x * 2).exists(y, y == 4)",
        "event.attributes.n > 2 ? event.attributes.yes : false",
        "type(event.attributes.n) == double && type(event.attributes.map) == map",
        "type(event.attributes.list) == list && type(event.attributes.nothing) == null_type",
        "dyn(1) == dyn(1.0)",
        "event == event",
      })
  void holds(String source) {
    EventFacts facts = facts(null);
    assertThat(facts.satisfies(compile(source))).isTrue();
    assertThat(facts.failedConditions()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.attributes.n == '3'",
        "event.attributes.text == 3",
        "event.attributes.n in ['3']",
        "event.attributes.nothing == 0",
        "event.attributes.missing == 1 && false",
        "has(event.timezone) && event.timezone == 'UTC'",
        "[1, 2].all(x, x > 1)",
      })
  void doesNotHold(String source) {
    EventFacts facts = facts(null);
    assertThat(facts.satisfies(compile(source))).isFalse();
    assertThat(facts.failedConditions()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "event.attributes.missing == 1",
        "event.attributes.missing != 1",
        "event.attributes.missing == 1 || false",
        "event.attributes.missing == 1 && true",
        "!event.attributes.missing",
        "event.timezone == 'UTC'",
        "event.timezone != 'UTC'",
        "event.attributes.n < 'a'",
        "event.attributes.n + 1 == 4",
        "event.attributes.nothing > 1",
        "event.attributes.n",
        "event.attributes.text",
        "event.attributes.nothing",
        "event.attributes.map.missing.more == 1",
        "event.attributes.text.more == 1",
        "event.attributes.list[9] == 1",
        "1 / 0 == 1",
        "timestamp(event.attributes.text) == event.time",
        "event.attributes.text.matches(event.attributes.text + '(')",
        "event.attributes.n.exists(e, e == 1)",
      })
  void failsAndIsCounted(String source) {
    EventFacts facts = facts(null);
    Condition condition = compile(source);
    assertThat(facts.satisfies(condition)).isFalse();
    assertThat(facts.satisfies(condition)).isFalse();
    assertThat(facts.failedConditions()).isEqualTo(1);
  }

  @Test
  void aTimezoneCanBeRead() {
    assertThat(facts("Asia/Shanghai").satisfies(compile("event.timezone.startsWith('Asia/')")))
        .isTrue();
    assertThat(facts("Asia/Shanghai").satisfies(compile("has(event.timezone)"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "event",
        "1",
        "'true'",
        "event.foo == 1",
        "has(event.foo)",
        "foo",
        "event.eventId == 1",
        "event.time > 5",
        "1 == 'a'",
        "event.attributes.n ==",
        "event.attributes.n = 3",
        "event.eventId.frobnicate()",
        "renwu.Event{eventId: 'x'} == event",
        "event.attributes.text.matches('(')",
        "event.attributes.text.matches('a{900}')",
        "event.attributes.text.matches('((a{99}){99}){99}')",
        "event.time > timestamp('2026",
        "\u0000",
      })
  void isRefused(String source) {
    refused(source);
  }

  @Test
  void aRefusalNamesTheErrorAndItsPosition() {
    assertThat(refused("event.foo == 1"))
        .containsExactly(
            new Violation(
                "/filter",
                "\"event.foo == 1\": undefined field 'foo' at 1:6",
                "a condition of type bool",
                ViolationTarget.inText(5)));
    assertThat(refused("size(event.userId)").get(0).found()).contains("int");
  }

  @Test
  void equalSourcesShareOneCondition() {
    Condition first = compile("event.attributes.missing > 7");
    assertThat(compile("event.attributes." + "missing > 7")).isSameAs(first);
    assertThat(compile("event.attributes.missing > 8")).isNotSameAs(first);
  }
}
