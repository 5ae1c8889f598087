package io.renwu.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option {@code --output}: text for people, or one JSON value. A picocli mixin. */
public final class OutputOption {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The format of the output. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      defaultValue = "text",
      converter = FormatConverter.class,
      description = "The format of the output (default: ${DEFAULT-VALUE}).")
  private Format format;

  /** Whether the output is JSON. */
  public boolean isJson() {
    return format == Format.JSON;
  }

  /**
   * Prints a report in the chosen format.
   *
   * @param report the record to write as JSON
   * @param text the text of the report, with a line end
   */
  public void print(PrintWriter out, Object report, Supplier<String> text) {
    if (isJson()) {
      print(out, report);
    } else {
      out.print(text.get());
    }
    out.flush();
  }

  /** Prints a report as one line of JSON. */
  public static void print(PrintWriter out, Object report) {
    try {
      out.println(JSON.writeValueAsString(report));
    } catch (com.fasterxml.jackson.core.JsonProcessingException noJson) {
      throw new UncheckedIOException(noJson);
    }
  }

  static final class FormatConverter implements ITypeConverter<Format> {
    @Override
    public Format convert(String text) {
      try {
        return Format.valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException("found '" + text + "', expected text or json");
      }
    }
  }
}
