package io.renwu.condition;

import io.renwu.condition.SimpleCondition.Compared;
import io.renwu.condition.SimpleCondition.Flag;
import io.renwu.condition.SimpleCondition.Has;
import io.renwu.condition.SimpleCondition.OneOf;
import io.renwu.condition.SimpleCondition.Order;
import io.renwu.condition.SimpleCondition.Sized;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event's values can be where some comparisons hold and others do not. */
final class ValueBounds {
  private final Map<EventPath, Bounds> values = new HashMap<>();

  /** Of one value. */
  private static final class Bounds {
    private @Nullable Boolean present;
    private @Nullable Set<Object> oneOf;
    private final Set<Object> noneOf = new HashSet<>();
    private boolean number;
    private double least = Double.NEGATIVE_INFINITY;
    private double most = Double.POSITIVE_INFINITY;
    private boolean open;
    private long smallest;
    private long largest = Long.MAX_VALUE;
    private boolean possible = true;

    void present(boolean is) {
      possible &= present == null || present == is;
      present = is;
    }

    void within(Set<Object> set) {
      if (oneOf == null) {
        oneOf = new HashSet<>(set);
      } else {
        oneOf.retainAll(set);
      }
    }

    void ordered(Order order, double bound) {
      number = true;
      boolean below = order == Order.LESS || order == Order.LESS_EQUALS;
      boolean strict = order == Order.LESS || order == Order.GREATER;
      if (below && (bound < most || (bound == most && strict))) {
        most = bound;
      }
      if (!below && (bound > least || (bound == least && strict))) {
        least = bound;
      }
      if (strict) {
        noneOf.add(ScalarValue.of(bound));
      }
      open |= strict;
    }

    void sized(Order order, long bound) {
      switch (order) {
        case LESS -> largest = Math.min(largest, bound - 1);
        case LESS_EQUALS -> largest = Math.min(largest, bound);
        case GREATER -> smallest = Math.max(smallest, bound + 1);
        case GREATER_EQUALS -> smallest = Math.max(smallest, bound);
      }
    }

    boolean can(Object scalar) {
      boolean fits = !number || (scalar instanceof Double value && value >= least && value <= most);
      return fits && !noneOf.contains(scalar);
    }

    boolean arePossible() {
      return possible
          && smallest <= largest
          && (oneOf == null ? !isEmptyRange() : oneOf.stream().anyMatch(this::can));
    }

    private boolean isEmptyRange() {
      return least > most || (least == most && open && noneOf.contains(ScalarValue.of(least)));
    }
  }

  /**
   * Takes a comparison.
   *
   * @param truth whether it holds, or says that it does not
   */
  void add(SimpleCondition comparison, boolean truth) {
    if (comparison instanceof Has has) {
      of(has.path()).present(truth);
    } else if (comparison instanceof OneOf oneOf) {
      Bounds bounds = there(oneOf.path());
      if (truth) {
        bounds.within(oneOf.values());
      } else {
        bounds.noneOf.addAll(oneOf.values());
      }
    } else if (comparison instanceof Flag flag) {
      there(flag.path()).within(Set.of(truth));
    } else if (comparison instanceof Compared compared) {
      Order order = truth ? compared.order() : opposite(compared.order());
      there(compared.path()).ordered(order, compared.bound());
    } else if (comparison instanceof Sized sized) {
      add(sized, truth);
    } else {
      throw new IllegalArgumentException("found no comparison: " + comparison);
    }
  }

  private void add(Sized sized, boolean truth) {
    Bounds bounds = there(sized.path());
    if (sized.order() != null) {
      bounds.sized(truth ? sized.order() : opposite(sized.order()), sized.bound());
    } else if (truth) {
      bounds.sized(Order.LESS_EQUALS, sized.bound());
      bounds.sized(Order.GREATER_EQUALS, sized.bound());
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

  private Bounds of(EventPath path) {
    return values.computeIfAbsent(path, absent -> new Bounds());
  }

  private Bounds there(EventPath path) {
    Bounds bounds = of(path);
    bounds.present(true);
    return bounds;
  }

  /** Whether there can be an event with such values. */
  boolean arePossible() {
    return values.values().stream().allMatch(Bounds::arePossible);
  }

  /** The texts that a value can be; empty where it can be a number or has no bound. */
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
      if (scalar instanceof String text && bounds.can(text)) {
        texts.add(text);
      }
    }
    return Optional.of(texts);
  }

  /** The largest number that a value can be; infinity without a bound. */
  double atMost(EventPath path) {
    Bounds bounds = values.get(path);
    if (bounds == null) {
      return Double.POSITIVE_INFINITY;
    }
    if (bounds.oneOf == null) {
      return bounds.most;
    }
    return bounds.oneOf.stream()
        .filter(scalar -> scalar instanceof Double && bounds.can(scalar))
        .mapToDouble(scalar -> (Double) scalar)
        .max()
        .orElse(0);
  }
}
