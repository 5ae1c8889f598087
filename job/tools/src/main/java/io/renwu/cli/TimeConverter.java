package io.renwu.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration above zero: {@code 60s}, {@code 5m}, {@code 2h}, or ISO 8601. */
public final class TimeConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      String iso = text.matches("\\d+[smh]") ? "PT" + text.toUpperCase(Locale.ROOT) : text;
      Duration time = Duration.parse(iso);
      if (!time.isZero() && !time.isNegative()) {
        return time;
      }
    } catch (DateTimeParseException noTime) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "found '" + text + "', expected a time such as 60s, 5m or PT1H");
  }
}
