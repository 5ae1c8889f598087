package io.renwu.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** A time as {@link TimeConverter} reads it, or none at all. */
public final class SpanConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return text.matches("0[smh]?|PT0S") ? Duration.ZERO : new TimeConverter().convert(text);
  }
}
