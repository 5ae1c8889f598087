package io.renwu.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
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

  /** Prints maps, lists, texts, numbers and truths as one line of JSON. */
  public static void print(PrintWriter out, Object value) {
    try {
      out.println(JSON.writeValueAsString(value));
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
