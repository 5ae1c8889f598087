package io.renwu.cli.simulate;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a stream in bounded memory, however long a line is. A line ends at LF or CR
 * LF, the last one also at the stream's end.
 */
final class BoundedLines {
  private static final int READ_BYTES = 1 << 16;

  private final InputStream in;
  private final int maxKept;
  private final byte[] buffer = new byte[READ_BYTES];
  private int from;
  private int to;

  private byte[] line = new byte[1 << 10];
  private long length;
  private byte lastByte;
  private long number;

  /**
   * Reads a stream.
   *
   * @param maxKept the most bytes of a line; those of a longer line are dropped
   */
  BoundedLines(InputStream in, int maxKept) {
    this.in = in;
    this.maxKept = maxKept;
  }

  /** Advances to the next line; false at the end. */
  boolean next() throws IOException {
    length = 0;
    boolean any = false;
    while (fill()) {
      any = true;
      int end = from;
      while (end < to && buffer[end] != '\n') {
        end++;
      }
      keep(from, end);
      from = Math.min(end + 1, to);
      if (end < to) {
        dropCarriageReturn();
        number++;
        return true;
      }
    }
    number += any ? 1 : 0;
    return any;
  }

  /** The current line's number, from 1. */
  long number() {
    return number;
  }

  /** The current line's length in bytes, without its end. */
  long length() {
    return length;
  }

  /** The current line's bytes; null if there are too many. */
  byte @Nullable [] bytes() {
    return length > maxKept ? null : Arrays.copyOf(line, (int) length);
  }

  /** Whether the current line is empty or only white space. */
  boolean isBlank() {
    if (length > maxKept) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private boolean fill() throws IOException {
    if (from == to) {
      from = 0;
      to = Math.max(0, in.read(buffer));
    }
    return from < to;
  }

  private void keep(int start, int end) {
    int count = end - start;
    // One byte more than the bound is kept: it may be the line end's CR.
    int room = (int) Math.max(0, Math.min(count, maxKept + 1L - length));
    if (length + room > line.length) {
      line =
          Arrays.copyOf(
              line, (int) Math.min(maxKept + 1L, Math.max(length + room, 2L * line.length)));
    }
    if (room > 0) {
      System.arraycopy(buffer, start, line, (int) length, room);
    }
    length += count;
    lastByte = count > 0 ? buffer[end - 1] : lastByte;
  }

  private void dropCarriageReturn() {
    if (length > 0 && lastByte == '\r') {
      length--;
    }
  }
}
