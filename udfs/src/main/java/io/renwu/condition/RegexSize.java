package io.renwu.condition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a regular expression is when its counted repetitions are written out, at most and about:
 * a compiler writes them out before it sees that the program is too large, and {@code
 * ((a{30}){30}){30}} takes it a second.
 *
 * <pre>
 * size(x{n}) = size(x{m,n}) = size(x{n,}) = n * size(x)     size(xy) = size(x) + size(y)
 * </pre>
 *
 * An escaped character and a class count as their characters.
 */
final class RegexSize {
  /** No pattern needs more, and its product with a count is still a number. */
  private static final long LIMIT = 1L << 32;

  private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

  private final String source;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long sum;
  private long last;

  private RegexSize(String source) {
    this.source = source;
  }

  static long of(String source) {
    return new RegexSize(source).read();
  }

  private long read() {
    Matcher repetition = REPETITION.matcher(source);
    int at = 0;
    while (at < source.length()) {
      char next = source.charAt(at);
      if (next == '{' && repetition.region(at, source.length()).lookingAt()) {
        repeat(most(repetition));
        at = repetition.end();
      } else {
        at += readPart(next, at);
      }
    }
    while (!outer.isEmpty()) {
      close();
    }
    return sum;
  }

  /** Takes what begins with a character and returns its length. */
  private int readPart(char next, int at) {
    switch (next) {
      case '(' -> {
        outer.push(sum);
        sum = 0;
        last = 0;
      }
      case ')' -> {
        if (!outer.isEmpty()) {
          close();
        }
      }
      case '\\' -> {
        add(2);
        return 2;
      }
      case '[' -> {
        int length = classLength(at);
        add(length);
        return length;
      }
      default -> add(1);
    }
    return 1;
  }

  private void add(long size) {
    last = size;
    sum += size;
  }

  private void close() {
    last = sum + 2;
    sum = Math.min(LIMIT, outer.pop() + last);
  }

  private void repeat(long times) {
    sum -= last;
    last = Math.min(LIMIT, last * times);
    sum = Math.min(LIMIT, sum + last);
  }

  private static long most(Matcher repetition) {
    String most = repetition.group(2);
    return Long.parseLong(most == null || most.isEmpty() ? repetition.group(1) : most);
  }

  /** Up to the bracket that closes the class; one that comes first in it does not. */
  private int classLength(int from) {
    int at = from + 1;
    if (at < source.length() && source.charAt(at) == '^') {
      at++;
    }
    if (at < source.length() && source.charAt(at) == ']') {
      at++;
    }
    while (at < source.length() && source.charAt(at) != ']') {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(source.length(), at + 1) - from;
  }
}
