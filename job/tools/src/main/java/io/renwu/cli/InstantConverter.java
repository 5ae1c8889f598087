package io.renwu.cli;

import io.renwu.model.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time as events and task documents write it. */
public final class InstantConverter implements ITypeConverter<Instant> {
  /** Epoch milliseconds. */
  private static final String WHOLE = "-?[0-9]{1,18}";

  @Override
  public Instant convert(String text) {
    return Timestamps.parse(text.matches(WHOLE) ? new BigDecimal(text) : text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "found '" + text + "', expected " + Timestamps.EXPECTED));
  }
}
