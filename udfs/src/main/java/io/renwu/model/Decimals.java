package io.renwu.model;

import java.math.BigDecimal;
import java.util.Optional;

/** Exact decimals in one canonical form: {@code 1}, {@code 1.0} and {@code 1e0} are one value. */
public final class Decimals {
  /** The maximum number of significant digits. */
  public static final int MAX_DIGITS = 38;

  private static final BigDecimal LARGEST = new BigDecimal("1e30");
  private static final BigDecimal SMALLEST = new BigDecimal("1e-30");

  private Decimals() {}

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
