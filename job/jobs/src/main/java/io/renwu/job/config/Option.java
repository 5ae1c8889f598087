package io.renwu.job.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its key, type, default and meaning. The constants stand in {@link Options}.
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
  private String range = "";

  private Option(String key, OptionType<T> type, @Nullable T defaultValue) {
    this.key = key;
    this.type = type;
    this.defaultValue = defaultValue;
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

  /** Bounds the values; {@code text} completes "expected … ". */
  Option<T> where(String text, Predicate<T> valid) {
    range = text;
    validator = valid;
    return this;
  }

  /** Marks a value that never stands in a file or on a command line. */
  Option<T> asSecret() {
    secret = true;
    return this;
  }

  /** Marks a value that is given for one start of a job, and is never kept. */
  Option<T> asOneTime() {
    oneTime = true;
    return this;
  }

  public String key() {
    return key;
  }

  /** The value where nothing is set; null where there is none. */
  public @Nullable T defaultValue() {
    return defaultValue;
  }

  public String description() {
    return description;
  }

  public boolean isSecret() {
    return secret;
  }

  /** Whether it holds for one start of a job alone, and so is given as its argument each time. */
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

  /** The kind of its values, for people. */
  String typeLabel() {
    return type.label();
  }

  /** The bounds of its values, for people; empty where there are none. */
  public String range() {
    return range;
  }

  /** The text that {@link #parse} turns into this value. */
  public String render(T value) {
    return type.render().apply(value);
  }

  /**
   * The value that a text stands for.
   *
   * @param place where the text was found, for the message
   * @throws ConfigException if it stands for none
   */
  T parse(String text, String place) {
    String shown = secret ? "a text" : "\"" + text + "\"";
    T value =
        type.parse()
            .apply(secret ? text : text.strip())
            .orElseThrow(() -> ConfigException.wrong(key, place, shown, type.expected()));
    if (!validator.test(value)) {
      throw ConfigException.wrong(key, place, shown, range);
    }
    return value;
  }

  @Override
  public String toString() {
    return key;
  }
}
