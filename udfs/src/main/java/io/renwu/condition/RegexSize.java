package io.renwu.condition;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Computes an approximate upper bound of a regular expression's length with its counted repetitions
 * expanded. A compiler expands them before it finds that the program is too large, and takes a
 * second for {@code ((a{30}){30}){30}}.
 *
 * <pre>
 * size(x{n}) = size(x{m,n}) = size(x{n,}) = n * size(x)     size(xy) = size(x) + size(y)
 * </pre>
 *
 * An escaped character or a character class counts as the number of its characters.
 */
final class RegexSize {
  /**
   * Sizes are capped here: far above any accepted pattern, and its product with a count does not
   * overflow.
   */
  private static final long LIMIT = 1L << 32;

  private static final Pattern REPETITION = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

  private final String source;
  private final Deque<Long> outerSums = new ArrayDeque<>();
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
        repeat(maxTimes(repetition));
        at = repetition.end();
      } else {
        at += readPart(next, at);
      }
    }
    while (!outerSums.isEmpty()) {
      close();
    }
    return sum;
  }

  /** Adds the part of the pattern that starts with a character; returns the part's length. */
  private int readPart(char next, int at) {
    switch (next) {
      case '(' -> {
        outerSums.push(sum);
        sum = 0;
        last = 0;
      }
      case ')' -> {
        if (!outerSums.isEmpty()) {
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
    sum = Math.min(LIMIT, outerSums.pop() + last);
  }

  private void repeat(long times) {
    sum -= last;
    last = Math.min(LIMIT, last * times);
    sum = Math.min(LIMIT, sum + last);
  }

  private static long maxTimes(Matcher repetition) {
    String max = repetition.group(2);
    return Long.parseLong(max == null || max.isEmpty() ? repetition.group(1) : max);
  }

  /**
   * The length of a character class up to its closing bracket. A bracket at its beginning does not
   * close it.
   */
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
