package io.renwu.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option of a command that prints data: for people, or as one JSON value. A picocli mixin. */
public final class OutputOption {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is printed. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      defaultValue = "text",
      converter = FormatConverter.class,
      description = "What to print (default: ${DEFAULT-VALUE}).")
  private Format format;

  /** Whether JSON is asked for. */
  public boolean isJson() {
    return format == Format.JSON;
  }

  /**
   * Prints a report as it is asked for.
   *
   * @param report a record, for JSON
   * @param text of the report's view, with the end of its last line
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
