package io.renwu.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Reads a duration as {@link TimeConverter} does, or zero. */
public final class SpanConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return text.matches("0[smh]?|PT0S") ? Duration.ZERO : new TimeConverter().convert(text);
  }
}
