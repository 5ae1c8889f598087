package io.renwu.condition;

import io.renwu.condition.SimpleCondition.Flag;
import io.renwu.condition.SimpleCondition.Has;
import io.renwu.condition.SimpleCondition.NumberComparison;
import io.renwu.condition.SimpleCondition.OneOf;
import io.renwu.condition.SimpleCondition.Order;
import io.renwu.condition.SimpleCondition.SizeComparison;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bounds of an event's values that follow from comparisons being true or false. */
final class ValueBounds {
  private final Map<EventPath, Bounds> values = new HashMap<>();

  /** The bounds of one value. */
  private static final class Bounds {
    private @Nullable Boolean present;
    private @Nullable Set<Object> oneOf;
    private final Set<Object> noneOf = new HashSet<>();
    private boolean isNumber;
    private double min = Double.NEGATIVE_INFINITY;
    private double max = Double.POSITIVE_INFINITY;
    private boolean isOpen;
    private long minSize;
    private long maxSize = Long.MAX_VALUE;
    private boolean possible = true;

    void addPresence(boolean isPresent) {
      possible &= present == null || present == isPresent;
      present = isPresent;
    }

    void restrictTo(Set<Object> set) {
      if (oneOf == null) {
        oneOf = new HashSet<>(set);
      } else {
        oneOf.retainAll(set);
      }
    }

    void addOrder(Order order, double bound) {
      isNumber = true;
      boolean below = order == Order.LESS || order == Order.LESS_EQUALS;
      boolean strict = order == Order.LESS || order == Order.GREATER;
      if (below && (bound < max || (bound == max && strict))) {
        max = bound;
      }
      if (!below && (bound > min || (bound == min && strict))) {
        min = bound;
      }
      if (strict) {
        noneOf.add(ScalarValue.of(bound));
      }
      isOpen |= strict;
    }

    void addSize(Order order, long bound) {
      switch (order) {
        case LESS -> maxSize = Math.min(maxSize, bound - 1);
        case LESS_EQUALS -> maxSize = Math.min(maxSize, bound);
        case GREATER -> minSize = Math.max(minSize, bound + 1);
        case GREATER_EQUALS -> minSize = Math.max(minSize, bound);
      }
    }

    boolean allows(Object scalar) {
      boolean fits = !isNumber || (scalar instanceof Double value && value >= min && value <= max);
      return fits && !noneOf.contains(scalar);
    }

    boolean isPossible() {
      return possible
          && minSize <= maxSize
          && (oneOf == null ? !isEmptyRange() : oneOf.stream().anyMatch(this::allows));
    }

    private boolean isEmptyRange() {
      return min > max || (min == max && isOpen && noneOf.contains(ScalarValue.of(min)));
    }
  }

  /**
   * Adds a comparison.
   *
   * @param truth whether the comparison is true
   */
  void add(SimpleCondition comparison, boolean truth) {
    if (comparison instanceof Has has) {
      bounds(has.path()).addPresence(truth);
    } else if (comparison instanceof OneOf oneOf) {
      Bounds bounds = presentBounds(oneOf.path());
      if (truth) {
        bounds.restrictTo(oneOf.values());
      } else {
        bounds.noneOf.addAll(oneOf.values());
      }
    } else if (comparison instanceof Flag flag) {
      presentBounds(flag.path()).restrictTo(Set.of(truth));
    } else if (comparison instanceof NumberComparison number) {
      Order order = truth ? number.order() : opposite(number.order());
      presentBounds(number.path()).addOrder(order, number.bound());
    } else if (comparison instanceof SizeComparison size) {
      add(size, truth);
    } else {
      throw new IllegalArgumentException("not a comparison: " + comparison);
    }
  }

  private void add(SizeComparison size, boolean truth) {
    Bounds bounds = presentBounds(size.path());
    if (size.order() != null) {
      bounds.addSize(truth ? size.order() : opposite(size.order()), size.bound());
    } else if (truth) {
      bounds.addSize(Order.LESS_EQUALS, size.bound());
      bounds.addSize(Order.GREATER_EQUALS, size.bound());
    }
  }

  private static Order opposite(Order order) {
    return switch (order) {
      case LESS -> Order.GREATER_EQUALS;
      case LESS_EQUALS -> Order.GREATER;
      case GREATER -> Order.LESS_EQUALS;
      case GREATER_EQUALS -> Order.LESS;
    };
  }

  private Bounds bounds(EventPath path) {
    return values.computeIfAbsent(path, absent -> new Bounds());
  }

  private Bounds presentBounds(EventPath path) {
    Bounds bounds = bounds(path);
    bounds.addPresence(true);
    return bounds;
  }

  /** Whether an event can have such values; true if it is not known. */
  boolean arePossible() {
    return values.values().stream().allMatch(Bounds::isPossible);
  }

  /** The texts that a value can be; empty if it can be a number or is unbounded. */
  Optional<Set<String>> texts(EventPath path) {
    Bounds bounds = values.get(path);
    if (bounds == null || bounds.oneOf == null) {
      return Optional.empty();
    }
    Set<String> texts = new HashSet<>();
    for (Object scalar : bounds.oneOf) {
      if (scalar instanceof Double) {
        return Optional.empty();
      }
      if (scalar instanceof String text && bounds.allows(text)) {
        texts.add(text);
      }
    }
    return Optional.of(texts);
  }

  /** The largest number that a value can be; infinity without a bound. */
  double max(EventPath path) {
    Bounds bounds = values.get(path);
    if (bounds == null) {
      return Double.POSITIVE_INFINITY;
    }
    if (bounds.oneOf == null) {
      return bounds.max;
    }
    return bounds.oneOf.stream()
        .filter(scalar -> scalar instanceof Double && bounds.allows(scalar))
        .mapToDouble(scalar -> (Double) scalar)
        .max()
        .orElse(0);
  }
}
