package io.renwu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Compares the JSON of reports, byte by byte, with files of the folder {@code reports}. */
public final class GoldenReport {
  private GoldenReport() {}

  /** Compares the JSON of a report. */
  public static void assertReport(String name, Object report) {
    StringWriter text = new StringWriter();
    OutputOption.print(new PrintWriter(text, true), report);
    assertText(name, text.toString());
  }

  /** Compares the JSON that a command printed. */
  public static void assertText(String name, String printed) {
    assertThat(printed).as(name).isEqualTo(golden(name));
  }

  private static String golden(String name) {
    try (InputStream in = GoldenReport.class.getResourceAsStream("/reports/" + name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
