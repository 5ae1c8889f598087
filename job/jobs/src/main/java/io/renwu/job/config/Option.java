package io.renwu.job.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A setting: its key, type, default and meaning. {@link Options} has the constants.
 *
 * @param <T> the type of its value
 */
public final class Option<T> {
  private final String key;
  private final OptionType<T> type;
  private final @Nullable T defaultValue;
  private String description = "";
  private boolean secret;
  private boolean oneTime;
  private Predicate<T> validator = value -> true;
  private String expected;

  private Option(String key, OptionType<T> type, @Nullable T defaultValue) {
    this.key = key;
    this.type = type;
    this.defaultValue = defaultValue;
    this.expected = type.expected();
  }

  static Option<String> text(String key, @Nullable String defaultValue) {
    return new Option<>(key, OptionType.TEXT, defaultValue);
  }

  static Option<Boolean> bool(String key, boolean defaultValue) {
    return new Option<>(key, OptionType.BOOLEAN, defaultValue);
  }

  static Option<Integer> integer(String key, @Nullable Integer defaultValue) {
    return new Option<>(key, OptionType.INTEGER, defaultValue);
  }

  static Option<Duration> duration(String key, Duration defaultValue) {
    return new Option<>(key, OptionType.DURATION, defaultValue);
  }

  static Option<List<String>> list(String key, List<String> defaultValue) {
    return new Option<>(key, OptionType.LIST, defaultValue);
  }

  static <E extends Enum<E>> Option<E> oneOf(String key, Class<E> constants, E defaultValue) {
    return new Option<>(key, OptionType.oneOf(constants), defaultValue);
  }

  Option<T> describedAs(String text) {
    description = text;
    return this;
  }

  /** Restricts the values; {@code text} completes "expected …". */
  Option<T> where(String text, Predicate<T> valid) {
    expected = text;
    validator = valid;
    return this;
  }

  /** Refuses the value in a settings file and on a command line. */
  Option<T> asSecret() {
    secret = true;
    return this;
  }

  /** Refuses the value in a settings file: it applies to one start of a job. */
  Option<T> asOneTime() {
    oneTime = true;
    return this;
  }

  public String key() {
    return key;
  }

  /** The value of an option that is not set; null for none. */
  public @Nullable T defaultValue() {
    return defaultValue;
  }

  public String description() {
    return description;
  }

  public boolean isSecret() {
    return secret;
  }

  /** Whether it applies to one start of a job only, and is given as that start's argument. */
  public boolean isOneTime() {
    return oneTime;
  }

  /** The environment variable that holds a secret's value. */
  public String environmentVariable() {
    return variable(key);
  }

  /** The environment variable of a key. */
  static String variable(String key) {
    return "RENWU_" + Pattern.compile("[.-]").matcher(key).replaceAll("_").toUpperCase(Locale.ROOT);
  }

  /** Describes its values; completes "expected …". */
  String expected() {
    return expected;
  }

  /** The text of a value; {@link #parse} reads it. */
  public String render(T value) {
    return type.render().apply(value);
  }

  /**
   * Reads a value.
   *
   * @param place where the text was found, for the message
   * @throws ConfigException if the text is not a valid value
   */
  T parse(String text, String place) {
    String shown = secret ? "a text" : "\"" + text + "\"";
    T value =
        type.parse()
            .apply(secret ? text : text.strip())
            .orElseThrow(() -> ConfigException.wrong(key, place, shown, expected));
    if (!validator.test(value)) {
      throw ConfigException.wrong(key, place, shown, expected);
    }
    return value;
  }

  @Override
  public String toString() {
    return key;
  }
}
