package io.renwu.bench;

/** The bound that a figure's median has to meet. */
public record Target(Bound bound, double value) {
  /** The side of the value on which the median has to be; the value itself is good. */
  public enum Bound {
    AT_LEAST("≥"),
    AT_MOST("≤");

    private final String sign;

    Bound(String sign) {
      this.sign = sign;
    }
  }

  public static Target atLeast(double value) {
    return new Target(Bound.AT_LEAST, value);
  }

  public static Target atMost(double value) {
    return new Target(Bound.AT_MOST, value);
  }

  boolean isMetBy(double measured) {
    return bound == Bound.AT_LEAST ? measured >= value : measured <= value;
  }

  @Override
  public String toString() {
    return bound.sign + " " + FigureText.of(value);
  }
}
