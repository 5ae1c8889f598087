package io.renwu.job.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A type of settings: parses and renders their values.
 *
 * @param expected describes the texts of such values; completes "expected …"
 * @param parse reads a value; empty if the text is not one
 * @param render the text of a value, which {@code parse} reads
 */
record OptionType<T>(
    String expected, Function<String, Optional<T>> parse, Function<T, String> render) {

  static final OptionType<String> TEXT =
      new OptionType<>("a text", Optional::of, Function.identity());

  static final OptionType<Boolean> BOOLEAN =
      new OptionType<>("true or false", OptionType::parseBoolean, String::valueOf);

  static final OptionType<Integer> INTEGER =
      new OptionType<>("a whole number", OptionType::parseInteger, String::valueOf);

  static final OptionType<Duration> DURATION =
      new OptionType<>(
          "a duration such as PT5M or 5 min", OptionType::parseDuration, Duration::toString);

  static final OptionType<List<String>> LIST =
      new OptionType<>(
          "a list of texts, on a command line with commas between them",
          OptionType::parseList,
          values -> String.join(",", values));

  private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,18})\\s*([a-z]+)");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "min", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  static <E extends Enum<E>> OptionType<E> oneOf(Class<E> constants) {
    String names =
        Arrays.stream(constants.getEnumConstants())
            .map(Enum::name)
            .collect(Collectors.joining(", "));
    return new OptionType<>(
        "one of " + names,
        text ->
            Arrays.stream(constants.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst(),
        Enum::name);
  }

  private static Optional<Boolean> parseBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<Integer> parseInteger(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException invalid) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> parseDuration(String text) {
    Matcher m = SHORT_DURATION.matcher(text.toLowerCase(Locale.ROOT));
    try {
      if (!m.matches()) {
        return Optional.of(Duration.parse(text));
      }
      Duration unit = UNITS.get(m.group(2));
      return Optional.ofNullable(unit).map(u -> u.multipliedBy(Long.parseLong(m.group(1))));
    } catch (DateTimeParseException | ArithmeticException invalid) {
      return Optional.empty();
    }
  }

  private static Optional<List<String>> parseList(String text) {
    return Optional.of(
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .filter(element -> !element.isEmpty())
            .toList());
  }
}
