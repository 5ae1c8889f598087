package io.renwu.model;

/**
 * How events become progress.
 *
 * @param field a dotted path under {@code attributes}; null for {@link Function#COUNT}
 */
public record Aggregation(Function function, String field) {
  public enum Function {
    /** The number of counted events. */
    COUNT,
    /** The sum of a field, which must be a number that is not negative. */
    SUM,
    /** The number of distinct values of a field, texts and numbers. */
    COUNT_DISTINCT
  }
}
