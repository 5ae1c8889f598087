package io.renwu.model;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** Exact decimals in one canonical form: {@code 1}, {@code 1.0} and {@code 1e0} are one value. */
public final class Decimals {
  /** The maximum number of significant digits. */
  public static final int MAX_DIGITS = 38;

  /** The sum of two whole numbers with so many digits is a {@code long}. */
  private static final int SMALL_DIGITS = 18;

  private static final BigDecimal LARGEST = new BigDecimal("1e30");
  private static final BigDecimal SMALLEST = new BigDecimal("1e-30");

  /** The canonical forms of the whole numbers from 0, as most amounts and counts are. */
  private static final BigDecimal[] SMALL = new BigDecimal[1024];

  static {
    Arrays.setAll(SMALL, number -> canonical(number));
  }

  private Decimals() {}

  private static BigDecimal canonical(long number) {
    return BigDecimal.valueOf(number).stripTrailingZeros();
  }

  /** The canonical form of a whole number; small ones are shared instances. */
  public static BigDecimal of(long number) {
    return 0 <= number && number < SMALL.length ? SMALL[(int) number] : canonical(number);
  }

  /** The canonical form of the sum of two canonical numbers. */
  public static BigDecimal sum(BigDecimal one, BigDecimal other) {
    if (one.scale() == 0 && other.scale() == 0 && isSmall(one) && isSmall(other)) {
      return of(one.longValue() + other.longValue());
    }
    return one.add(other).stripTrailingZeros();
  }

  private static boolean isSmall(BigDecimal number) {
    return number.precision() <= SMALL_DIGITS;
  }

  /**
   * The canonical form: no trailing zeros, so that equal values are {@code equal}.
   *
   * @return empty if the number has more than {@value #MAX_DIGITS} significant digits or lies
   *     beyond 1e±30
   */
  public static Optional<BigDecimal> exact(BigDecimal number) {
    if (number.signum() == 0) {
      return Optional.of(BigDecimal.ZERO);
    }
    BigDecimal magnitude = number.abs();
    if (magnitude.compareTo(LARGEST) > 0 || magnitude.compareTo(SMALLEST) < 0) {
      return Optional.empty();
    }
    BigDecimal canonical = number.stripTrailingZeros();
    return canonical.precision() > MAX_DIGITS ? Optional.empty() : Optional.of(canonical);
  }
}
