package io.renwu.document;

import io.renwu.violation.Position;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A file of text in UTF-8, by lines. A line ends with LF, CR LF or CR. A byte order mark is not
 * part of the text. Immutable and thread-safe.
 */
public final class SourceText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String text;
  private final OptionalInt malformedAt;
  private final int[] lineStarts;

  private SourceText(String text, OptionalInt malformedAt) {
    this.text = text;
    this.malformedAt = malformedAt;
    this.lineStarts = lineStarts(text);
  }

  /** Decodes a file; bytes that are not UTF-8 become replacement characters. */
  public static SourceText of(byte[] file) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(file);
    CharBuffer decoded = CharBuffer.allocate(file.length);
    boolean malformed = decoder.decode(in, decoded, true).isError();
    decoded.flip();
    boolean hasByteOrderMark = decoded.length() > 0 && decoded.charAt(0) == BYTE_ORDER_MARK;
    String text = decoded.subSequence(hasByteOrderMark ? 1 : 0, decoded.length()).toString();
    if (!malformed) {
      return new SourceText(text, OptionalInt.empty());
    }
    String rest = new String(file, in.position(), in.remaining(), StandardCharsets.UTF_8);
    return new SourceText(text + rest, OptionalInt.of(text.length()));
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends = c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
      if (ends) {
        starts = lines == starts.length ? Arrays.copyOf(starts, 2 * lines) : starts;
        starts[lines++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, lines);
  }

  /** The whole text, without a byte order mark. */
  String text() {
    return text;
  }

  /** The offset in {@link #text()} of the first bytes that are not UTF-8. */
  OptionalInt malformedAt() {
    return malformedAt;
  }

  /**
   * The position of a character.
   *
   * @param offset in {@link #text()}, from 0 to its length
   */
  Position position(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Position(line + 1, text.codePointCount(lineStarts[line], offset) + 1);
  }

  /**
   * A line without its line end.
   *
   * @param number from 1
   */
  public String line(int number) {
    int start = lineStarts[number - 1];
    int end = number < lineStarts.length ? lineStarts[number] : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(start, end);
  }
}
