package io.renwu.condition;

import io.renwu.model.Event;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition that is made of comparisons of the event's values with literals, and of nothing else.
 * It says what CEL says of the same source: two truth values and an error, which {@code &&} and
 * {@code ||} absorb where the other side decides. Immutable and thread-safe.
 */
sealed interface SimpleCondition {
  ConditionResult evaluate(Event event);

  /**
   * What holds of every event of which this is true, or of which it is false.
   *
   * @param truth which of both
   */
  List<Clause> necessary(boolean truth);

  /** How many values it handles whose size is the event's. */
  default int sizeComparisons() {
    return 0;
  }

  /**
   * Conditions joined by one operator, two or more.
   *
   * @param all whether all of them have to be true ({@code &&}), or any ({@code ||})
   */
  record Joined(boolean all, List<SimpleCondition> parts) implements SimpleCondition {
    @Override
    public ConditionResult evaluate(Event event) {
      ConditionResult decisive = ConditionResult.of(!all);
      ConditionResult answer = ConditionResult.of(all);
      for (SimpleCondition part : parts) {
        ConditionResult said = part.evaluate(event);
        if (said == decisive) {
          return said;
        }
        answer = said == ConditionResult.FAILED ? said : answer;
      }
      return answer;
    }

    @Override
    public List<Clause> necessary(boolean truth) {
      List<Clause> joined = parts.get(0).necessary(truth);
      for (SimpleCondition part : parts.subList(1, parts.size())) {
        List<Clause> more = part.necessary(truth);
        joined = truth == all ? Clause.both(joined, more) : Clause.either(joined, more);
      }
      return joined;
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
    public int sizeComparisons() {
      return part.sizeComparisons();
    }
  }

  /** A value that is a bool itself. */
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

  /** {@code has(path)} of an attribute, not of what is in it. */
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
   * {@code path in [values]}; {@code path == value} is one of a list of one.
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

  /** How a value stands to a literal in an order. */
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

    /** How the literal stands to the value. */
    Order mirrored() {
      return switch (this) {
        case LESS -> GREATER;
        case LESS_EQUALS -> GREATER_EQUALS;
        case GREATER -> LESS;
        case GREATER_EQUALS -> LESS_EQUALS;
      };
    }
  }

  /** {@code path < 3} and the like. */
  record Compared(EventPath path, Order order, double bound) implements SimpleCondition {
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
   * {@code size(path) < 3} and the like, of a text's code points, a list's elements or an object's
   * members.
   *
   * @param order null for equality
   */
  record Sized(EventPath path, @Nullable Order order, long bound) implements SimpleCondition {
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

  /** Joins what stands between operators of one kind. */
  static SimpleCondition join(boolean all, List<SimpleCondition> parts) {
    return parts.size() == 1 ? parts.get(0) : new Joined(all, List.copyOf(parts));
  }
}
