package io.renwu.condition;

import io.renwu.model.Event;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition that consists only of comparisons of the event's values with literals. Its results
 * are those of CEL for the same source: true, false or an error, which {@code &&} and {@code ||}
 * ignore if the other side decides. Immutable and thread-safe.
 */
sealed interface SimpleCondition {
  ConditionResult evaluate(Event event);

  /**
   * The clauses that are necessary for this condition to be true, or to be false.
   *
   * @param truth the truth value for which the clauses are necessary
   */
  List<Clause> necessary(boolean truth);

  /** The number of comparisons. */
  default int comparisons() {
    return 1;
  }

  /** The number of comparisons whose cost grows with the event. */
  default int sizeComparisons() {
    return 0;
  }

  /**
   * Two or more conditions joined by one operator.
   *
   * @param all whether all must be true ({@code &&}) or any ({@code ||})
   */
  record Compound(boolean all, List<SimpleCondition> parts) implements SimpleCondition {
    @Override
    public ConditionResult evaluate(Event event) {
      ConditionResult decisive = ConditionResult.of(!all);
      ConditionResult answer = ConditionResult.of(all);
      for (SimpleCondition part : parts) {
        ConditionResult result = part.evaluate(event);
        if (result == decisive) {
          return result;
        }
        answer = result == ConditionResult.FAILED ? result : answer;
      }
      return answer;
    }

    @Override
    public List<Clause> necessary(boolean truth) {
      List<Clause> joined = parts.get(0).necessary(truth);
      for (SimpleCondition part : parts.subList(1, parts.size())) {
        List<Clause> more = part.necessary(truth);
        joined =
            truth == all
                ? Clause.necessaryForBoth(joined, more)
                : Clause.necessaryForEither(joined, more);
      }
      return joined;
    }

    @Override
    public int comparisons() {
      return parts.stream().mapToInt(SimpleCondition::comparisons).sum();
    }

    @Override
    public int sizeComparisons() {
      return parts.stream().mapToInt(SimpleCondition::sizeComparisons).sum();
    }
  }

  /** {@code !part}. */
  record Not(SimpleCondition part) implements SimpleCondition {
    @Override
    public ConditionResult evaluate(Event event) {
      return part.evaluate(event).negated();
    }

    @Override
    public List<Clause> necessary(boolean truth) {
      return part.necessary(!truth);
    }

    @Override
    public int comparisons() {
      return part.comparisons();
    }

    @Override
    public int sizeComparisons() {
      return part.sizeComparisons();
    }
  }

  /** A value that is a boolean. */
  record Flag(EventPath path) implements SimpleCondition {
    @Override
    public ConditionResult evaluate(Event event) {
      return path.valueIn(event) instanceof Boolean bool
          ? ConditionResult.of(bool)
          : ConditionResult.FAILED;
    }

    @Override
    public List<Clause> necessary(boolean truth) {
      return List.of(new Clause(path, Set.of(truth)));
    }
  }

  /** {@code has(path)} of an attribute at the top level. */
  record Has(EventPath path) implements SimpleCondition {
    @Override
    public ConditionResult evaluate(Event event) {
      return ConditionResult.of(path.valueIn(event) != EventPath.ABSENT);
    }

    @Override
    public List<Clause> necessary(boolean truth) {
      return List.of();
    }
  }

  /**
   * {@code path in [values]}, or {@code path == value} with a list of one.
   *
   * @param values each a {@link ScalarValue}
   */
  record OneOf(EventPath path, Set<Object> values) implements SimpleCondition {
    @Override
    public ConditionResult evaluate(Event event) {
      Object value = path.valueIn(event);
      if (value == EventPath.ABSENT) {
        return ConditionResult.FAILED;
      }
      Object scalar = ScalarValue.of(value);
      return ConditionResult.of(scalar != null && values.contains(scalar));
    }

    @Override
    public List<Clause> necessary(boolean truth) {
      return truth ? List.of(new Clause(path, values)) : List.of();
    }
  }

  /** An order relation between a value and a literal. */
  enum Order {
    LESS,
    LESS_EQUALS,
    GREATER,
    GREATER_EQUALS;

    private boolean holds(int comparison) {
      return switch (this) {
        case LESS -> comparison < 0;
        case LESS_EQUALS -> comparison <= 0;
        case GREATER -> comparison > 0;
        case GREATER_EQUALS -> comparison >= 0;
      };
    }

    /** The relation between the literal and the value. */
    Order mirrored() {
      return switch (this) {
        case LESS -> GREATER;
        case LESS_EQUALS -> GREATER_EQUALS;
        case GREATER -> LESS;
        case GREATER_EQUALS -> LESS_EQUALS;
      };
    }
  }

  /** Compares a number, as {@code path < 3} does. */
  record NumberComparison(EventPath path, Order order, double bound) implements SimpleCondition {
    @Override
    public ConditionResult evaluate(Event event) {
      return path.valueIn(event) instanceof BigDecimal number
          ? ConditionResult.of(order.holds(Double.compare(JsonValues.toDouble(number), bound)))
          : ConditionResult.FAILED;
    }

    @Override
    public List<Clause> necessary(boolean truth) {
      return List.of();
    }
  }

  /**
   * Compares a size, as {@code size(path) < 3} does: that of a text in code points, of a list in
   * elements, of an object in members.
   *
   * @param order null for equality
   */
  record SizeComparison(EventPath path, @Nullable Order order, long bound)
      implements SimpleCondition {
    @Override
    public ConditionResult evaluate(Event event) {
      long size = size(path.valueIn(event));
      if (size < 0) {
        return ConditionResult.FAILED;
      }
      return ConditionResult.of(
          order == null ? size == bound : order.holds(Long.compare(size, bound)));
    }

    private static long size(@Nullable Object value) {
      if (value instanceof String text) {
        return text.codePointCount(0, text.length());
      }
      if (value instanceof Collection<?> list) {
        return list.size();
      }
      return value instanceof Map<?, ?> map ? map.size() : -1;
    }

    @Override
    public List<Clause> necessary(boolean truth) {
      return List.of();
    }

    @Override
    public int sizeComparisons() {
      return 1;
    }
  }

  /** Joins the operands of one operator; a single one remains as it is. */
  static SimpleCondition join(boolean all, List<SimpleCondition> parts) {
    return parts.size() == 1 ? parts.get(0) : new Compound(all, List.copyOf(parts));
  }
}
