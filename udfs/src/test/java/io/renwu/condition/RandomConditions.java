package io.renwu.condition;

import io.renwu.document.Fixtures;
import io.renwu.model.Event;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Generates conditions over few paths and values, and events on which some of them hold. */
final class RandomConditions {
  private static final List<String> PATHS =
      List.of(
          "event.attributes.a",
          "event.attributes.b",
          "event.attributes.m.a",
          "event.attributes.m.b.c",
          "event.attributes['a']",
          "event.attributes.m['b'].c");

  private static final List<String> TEXTS =
      List.of("event.userId", "event.behavior", "event.timezone", "event.eventId");

  private static final List<String> LITERALS =
      List.of(
          "'x'",
          "'y'",
          "\"x\"",
          "''",
          "1",
          "2",
          "1.0",
          "2.5",
          "-3",
          "0",
          "-0.0",
          "0.0",
          "1u",
          "true",
          "false",
          "null",
          "9007199254740993",
          "1e3",
          "'1'",
          "u'x'",
          "[1]",
          "{'a': 1}",
          "007",
          "3.");

  private static final List<String> COMPARISONS =
      List.of("==", "==", "==", "!=", "<", "<=", ">", ">=");

  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          true,
          false,
          "x",
          "y",
          "",
          "1",
          new BigDecimal("1"),
          new BigDecimal("1.00"),
          new BigDecimal("2.5"),
          new BigDecimal("-3"),
          new BigDecimal("0"),
          new BigDecimal("-1e-400"),
          new BigDecimal("1e-400"),
          new BigDecimal("9007199254740993"),
          new BigDecimal("9007199254740992"),
          new BigDecimal("1e3"),
          new BigDecimal("1e400"),
          List.of(),
          List.of(new BigDecimal("1")),
          List.of("x", "y"),
          Map.of(),
          Map.of("a", new BigDecimal("1")));

  private final Random random;

  RandomConditions(Random random) {
    this.random = random;
  }

  /** A condition that CEL may refuse. */
  String condition(int depth) {
    int kind = random.nextInt(depth == 0 ? 8 : 18);
    return switch (kind) {
      case 0 -> path();
      case 1 -> "!" + path();
      case 2, 3 -> value() + " " + pick(COMPARISONS) + " " + literal();
      case 4 -> literal() + pick(COMPARISONS) + value();
      case 5, 6 -> value() + " in [" + literals() + "]";
      case 7 -> special();
      case 8, 9, 10, 11 -> condition(depth - 1) + " && " + condition(depth - 1);
      case 12, 13, 14 -> condition(depth - 1) + "||" + condition(depth - 1);
      case 15 -> "(" + condition(depth - 1) + ")";
      case 16 -> "!(" + condition(depth - 1) + ")";
      default ->
          "(" + condition(0) + " ? " + condition(depth - 1) + " : " + condition(depth - 1) + ")";
    };
  }

  private String special() {
    return switch (random.nextInt(9)) {
      case 0 -> "has(event.attributes." + pick(List.of("a", "b", "m", "m.a")) + ")";
      case 1 -> "has(event.timezone)";
      case 2 -> "size(" + value() + ") " + pick(COMPARISONS) + " " + random.nextInt(3);
      case 3 -> value() + ".size()" + pick(COMPARISONS) + literal();
      case 4 -> value() + ".startsWith('x')";
      case 5 -> "[" + literals() + "].exists(v, v == " + value() + ")";
      case 6 -> value() + " == " + value();
      case 7 -> "event.attributes.exists(event, event == 'a')";
      default -> value() + " + " + literal() + " == " + literal();
    };
  }

  private String value() {
    return random.nextInt(4) == 0 ? pick(TEXTS) : path();
  }

  private String path() {
    return pick(PATHS);
  }

  private String literal() {
    return pick(LITERALS);
  }

  private String literals() {
    StringBuilder literals = new StringBuilder();
    int number = random.nextInt(4);
    boolean text = random.nextBoolean();
    for (int i = 0; i < number; i++) {
      String next =
          random.nextInt(10) == 0 ? literal() : pick(LITERALS.subList(text ? 0 : 4, text ? 4 : 7));
      literals.append(i == 0 ? "" : ", ").append(next);
    }
    return literals.toString();
  }

  Event event() {
    Map<String, Object> inner = new HashMap<>();
    put(inner, "c");
    Map<String, Object> map = new HashMap<>();
    put(map, "a");
    map.put("b", random.nextBoolean() ? inner : pick(VALUES));
    Map<String, Object> attributes = new HashMap<>();
    put(attributes, "a");
    put(attributes, "b");
    if (random.nextInt(6) > 0) {
      attributes.put("m", random.nextInt(6) > 0 ? map : pick(VALUES));
    }
    return Event.of(
            pick(List.of("x", "e")),
            pick(List.of("x", "y", "")),
            pick(List.of("x", "y")),
            Fixtures.NOON)
        .timezone(pick(Arrays.asList(null, "x", "UTC")))
        .attributes(attributes)
        .build();
  }

  private void put(Map<String, Object> map, String name) {
    if (random.nextInt(5) > 0) {
      map.put(name, pick(VALUES));
    }
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
