package io.renwu.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Who published a document, and why: UTF-8 headers of its record, which clients may omit.
 *
 * @param author null for unknown
 * @param reason null for none
 */
public record DocumentOrigin(@Nullable String author, @Nullable String reason) {
  /** Neither author nor reason. */
  public static final DocumentOrigin UNKNOWN = new DocumentOrigin(null, null);

  /** The most characters of an author; longer ones are cut. */
  public static final int MAX_AUTHOR = 100;

  /** The most characters of a reason; longer ones are cut. */
  public static final int MAX_REASON = 1_000;

  private static final String AUTHOR = "author";
  private static final String REASON = "reason";
  private static final int MAX_BYTES_OF_CHAR = 4;

  /** Reads the headers of a record. */
  static DocumentOrigin of(Headers headers) {
    return new DocumentOrigin(text(headers, AUTHOR, MAX_AUTHOR), text(headers, REASON, MAX_REASON));
  }

  /** Writes the headers of a record. */
  void addTo(Headers headers) {
    add(headers, AUTHOR, author);
    add(headers, REASON, reason);
  }

  static void add(Headers headers, String name, @Nullable String text) {
    if (text != null) {
      headers.add(name, text.getBytes(UTF_8));
    }
  }

  /** A header's text in one line; null if it is missing or blank. */
  static @Nullable String text(Headers headers, String name, int most) {
    Header header = headers.lastHeader(name);
    if (header == null || header.value() == null) {
      return null;
    }
    int bytes = Math.min(header.value().length, most * MAX_BYTES_OF_CHAR);
    String text = new String(Arrays.copyOf(header.value(), bytes), UTF_8);
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(most)
        .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
        .forEach(line::appendCodePoint);
    String found = line.toString().strip();
    return found.isEmpty() ? null : found;
  }
}
