package io.renwu.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How events become progress.
 *
 * @param field a dotted path under {@code attributes}; null for {@link Function#COUNT} and {@link
 *     Function#STREAK}
 * @param unit of a {@link Function#STREAK}; null for others
 * @param freezes how many missed units a {@link Function#STREAK} survives; else 0
 */
public record Aggregation(
    Function function, @Nullable String field, @Nullable CalendarUnit unit, int freezes) {
  /** The units that a streak can have. */
  public static final List<CalendarUnit> STREAK_UNITS =
      List.of(CalendarUnit.DAY, CalendarUnit.WEEK);

  /** Creates an aggregation of any function but {@link Function#STREAK}. */
  public Aggregation(Function function, @Nullable String field) {
    this(function, field, null, 0);
  }

  public enum Function {
    /** The number of counted events. */
    COUNT,
    /** The sum of a field, which must be a number of at least 0. */
    SUM,
    /** The largest value of a field, which must be a number. */
    MAX,
    /** The number of distinct values of a field: texts and numbers. */
    COUNT_DISTINCT,
    /** The number of calendar units with a counted event in the current run of such units. */
    STREAK
  }
}
