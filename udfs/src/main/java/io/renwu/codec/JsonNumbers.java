package io.renwu.codec;

import java.math.BigDecimal;

/**
 * Parses numbers of untrusted JSON as exact decimals at a bounded cost.
 *
 * <p>A number that is written with more than {@value #MAX_CHARS} characters, or whose magnitude
 * lies beyond 1e±{@value #MAX_EXPONENT}, is not accepted as a number later. It is replaced by
 * another such number of the same sign and the same double value: its first {@value #KEPT_DIGITS}
 * digits followed by a 1 (no double's rounding needs more), or a power of ten beyond every double.
 */
final class JsonNumbers {
  private static final int MAX_CHARS = 1000;
  private static final int KEPT_DIGITS = 800;
  private static final int MAX_EXPONENT = 1000;

  private JsonNumbers() {}

  /**
   * Reads a number.
   *
   * @param text a number in JSON's grammar
   */
  static BigDecimal parse(String text) {
    int exponentAt = Math.max(text.indexOf('e'), text.indexOf('E'));
    if (exponentAt < 0 && text.length() <= MAX_CHARS) {
      return new BigDecimal(text);
    }
    String mantissa = exponentAt < 0 ? text : text.substring(0, exponentAt);
    boolean negative = mantissa.startsWith("-");
    int point = mantissa.indexOf('.');
    String whole = mantissa.substring(negative ? 1 : 0, point < 0 ? mantissa.length() : point);
    String fraction = point < 0 ? "" : mantissa.substring(point + 1);
    String digits = whole + fraction;
    int first = firstNonZero(digits);
    if (first == digits.length()) {
      return BigDecimal.ZERO;
    }
    // The value is 0.d1d2d3… × 10^magnitude, d1 ≠ 0.
    long magnitude = exponent(text, exponentAt) + whole.length() - first;
    BigDecimal value;
    if (Math.abs(magnitude) > MAX_EXPONENT) {
      value = BigDecimal.ONE.scaleByPowerOfTen(magnitude > 0 ? MAX_EXPONENT : -MAX_EXPONENT);
    } else {
      String kept = significant(digits.substring(first));
      value = new BigDecimal(kept).scaleByPowerOfTen((int) magnitude - kept.length());
    }
    return negative ? value.negate() : value;
  }

  private static int firstNonZero(String digits) {
    int first = 0;
    while (first < digits.length() && digits.charAt(first) == '0') {
      first++;
    }
    return first;
  }

  /** The exponent, clamped so that sums with text lengths cannot overflow. */
  private static long exponent(String text, int exponentAt) {
    if (exponentAt < 0) {
      return 0;
    }
    boolean negative = text.charAt(exponentAt + 1) == '-';
    boolean signed = negative || text.charAt(exponentAt + 1) == '+';
    String digits = text.substring(exponentAt + (signed ? 2 : 1));
    String significant = digits.substring(firstNonZero(digits));
    long size = significant.isEmpty() ? 0 : 1_000_000_000L;
    if (!significant.isEmpty() && significant.length() <= 9) {
      size = Long.parseLong(significant);
    }
    return negative ? -size : size;
  }

  private static String significant(String digits) {
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return end <= KEPT_DIGITS ? digits.substring(0, end) : digits.substring(0, KEPT_DIGITS) + "1";
  }
}
