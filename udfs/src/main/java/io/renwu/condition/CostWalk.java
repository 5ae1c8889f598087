package io.renwu.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import io.renwu.violation.FoundValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes an upper bound of the cost of a CEL expression. Any value from the event's attributes
 * weighs as much as all of them. A value built from others weighs their sum, so a text that is
 * doubled repeatedly, or nested lists of one list, weigh as much as visiting them costs. The cost
 * is {@code Σ weight × iterations} of all processed values: a function processes its arguments, a
 * comparison the lighter of its sides, a logical operator nothing.
 */
final class CostWalk {
  /** The maximum number of iterations of all loops of one evaluation together. */
  static final int MAX_ITERATIONS = 256;

  /**
   * The cost of one regular expression instruction for the characters of one unit: 20 ns per
   * character.
   */
  private static final long REGEX_COST = 13;

  /** The cost factor of parsing a text as a number or a time, including the error message. */
  private static final long CONVERSION_COST = 16;

  /** Caps all values, so that sums and products do not overflow. */
  private static final long MAX_VALUE = 1L << 30;

  private static final Amount NOTHING = new Amount(0, 0);
  private static final Amount ONE_UNIT = new Amount(1, 0);

  /** The weight of a literal, a short text of the event or a function's result. */
  private static final Weight ONE = new Weight(ONE_UNIT, ONE_UNIT);

  /** The weight of any value of the event's attributes, or of all. */
  private static final Weight ATTRIBUTE = new Weight(new Amount(1, 1), new Amount(1, 1));

  private long fixed;
  private long scaled;
  private @Nullable String refusal;

  private CostWalk() {}

  static ConditionCost cost(CelExpr expression) {
    CostWalk walk = new CostWalk();
    walk.weigh(expression, Map.of(), 1);
    return new ConditionCost(walk.fixed, walk.scaled, walk.refusal);
  }

  /** {@code fixed + scaled × size of the event's attributes}. */
  private record Amount(long fixed, long scaled) {
    Amount plus(Amount other) {
      return new Amount(bounded(fixed + other.fixed), bounded(scaled + other.scaled));
    }

    Amount max(Amount other) {
      return new Amount(Math.max(fixed, other.fixed), Math.max(scaled, other.scaled));
    }

    Amount times(long count) {
      return new Amount(bounded(fixed * count), bounded(scaled * count));
    }

    /** The amount with the smaller scaled part; if those are equal, with the smaller fixed part. */
    Amount min(Amount other) {
      if (scaled != other.scaled) {
        return scaled < other.scaled ? this : other;
      }
      return fixed < other.fixed ? this : other;
    }
  }

  /** The maximum weight of a value and of each of its elements. */
  private record Weight(Amount whole, Amount element) {
    Weight plus(Weight other) {
      return new Weight(whole.plus(other.whole), element.max(other.element));
    }

    Weight max(Weight other) {
      return new Weight(whole.max(other.whole), element.max(other.element));
    }

    Weight times(long count) {
      return new Weight(whole.times(count), element);
    }

    Weight elements() {
      return new Weight(element, element);
    }
  }

  private Weight weigh(CelExpr e, Map<String, Weight> variables, long iterations) {
    return switch (e.exprKind().getKind()) {
      case IDENT -> variable(e.ident().name(), variables, iterations);
      case SELECT -> selection(e, variables, iterations);
      case CALL -> call(e.call(), variables, iterations);
      case LIST -> construction(e.list().elements(), variables, iterations);
      case MAP ->
          construction(
              e.map().entries().stream().map(CelExpr.CelMap.Entry::value).toList(),
              variables,
              iterations);
      case STRUCT -> refuse("it creates a message");
      case COMPREHENSION -> loop(e.comprehension(), variables, iterations);
      case CONSTANT, NOT_SET -> constant(e);
    };
  }

  private static Weight constant(CelExpr e) {
    if (e.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && e.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
      Amount weight = new Amount(1 + e.constant().stringValue().length() / 64, 0);
      return new Weight(weight, weight);
    }
    return ONE;
  }

  private Weight variable(String name, Map<String, Weight> variables, long iterations) {
    spend(ONE_UNIT, iterations);
    return variables.getOrDefault(name, name.equals(EventPath.VARIABLE) ? ATTRIBUTE : ONE);
  }

  private Weight selection(CelExpr e, Map<String, Weight> variables, long iterations) {
    CelExpr operand = e.select().operand();
    Weight weight = weigh(operand, variables, iterations);
    spend(ONE_UNIT, iterations);
    boolean ofEvent =
        operand.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
            && operand.ident().name().equals(EventPath.VARIABLE)
            && !variables.containsKey(EventPath.VARIABLE);
    if (e.select().testOnly() || (ofEvent && !e.select().field().equals("attributes"))) {
      return ONE;
    }
    return weight.elements();
  }

  private Weight construction(List<CelExpr> parts, Map<String, Weight> variables, long iterations) {
    Amount whole = ONE_UNIT;
    Amount element = ONE_UNIT;
    for (CelExpr part : parts) {
      Amount weight = weigh(part, variables, iterations).whole();
      whole = whole.plus(weight);
      element = element.max(weight);
      spend(ONE_UNIT, iterations);
    }
    spend(ONE_UNIT, iterations);
    return new Weight(whole, element);
  }

  private Weight call(CelCall call, Map<String, Weight> variables, long iterations) {
    List<Weight> arguments =
        Stream.concat(call.target().stream(), call.args().stream())
            .map(argument -> weigh(argument, variables, iterations))
            .toList();
    Weight all = arguments.stream().reduce(Weight::plus).orElse(ONE);
    Weight largest = arguments.stream().reduce(Weight::max).orElse(ONE);
    spend(ONE_UNIT.plus(processed(call, arguments, all)), iterations);
    return switch (call.function()) {
      case "_+_" -> all;
      case "_?_:_", "dyn", "string", "bytes" -> largest;
      case "_[_]" -> largest.elements();
      default -> ONE;
    };
  }

  /** The amount that a call processes, besides the cost of its arguments. */
  private Amount processed(CelCall call, List<Weight> arguments, Weight all) {
    return switch (call.function()) {
      case "_&&_", "_||_", "!_", "_?_:_", "dyn", "type", "@not_strictly_false" -> NOTHING;
      case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "startsWith", "endsWith", "_[_]" ->
          arguments.stream().map(Weight::whole).reduce(Amount::min).orElse(NOTHING);
      case "@in" -> arguments.get(1).whole();
      case "matches" -> {
        long program = programSize(call.args().get(call.args().size() - 1));
        yield all.whole().plus(arguments.get(0).whole().times(REGEX_COST * program));
      }
      case "int", "uint", "double", "bool", "timestamp", "duration" ->
          all.whole().times(CONVERSION_COST);
      default -> all.whole();
    };
  }

  private Weight loop(CelComprehension loop, Map<String, Weight> variables, long iterations) {
    Weight range = weigh(loop.iterRange(), variables, iterations);
    spend(range.whole(), iterations);
    boolean literal = loop.iterRange().exprKind().getKind() == CelExpr.ExprKind.Kind.LIST;
    long count = literal ? loop.iterRange().list().elements().size() : MAX_ITERATIONS;
    Weight start = weigh(loop.accuInit(), variables, iterations);
    Map<String, Weight> loopVariables = new HashMap<>(variables);
    loopVariables.put(loop.iterVar(), range.elements());
    loopVariables.put(loop.iterVar2(), range.elements());
    loopVariables.put(loop.accuVar(), new Weight(NOTHING, ONE_UNIT));
    long loopIterations = Math.min(MAX_ITERATIONS, iterations * Math.max(1, count));
    weigh(loop.loopCondition(), loopVariables, loopIterations);
    Weight step = weigh(loop.loopStep(), loopVariables, loopIterations);
    loopVariables.put(loop.accuVar(), start.plus(step.times(count)));
    return weigh(loop.result(), loopVariables, iterations);
  }

  private int programSize(CelExpr pattern) {
    if (pattern.exprKind().getKind() != CelExpr.ExprKind.Kind.CONSTANT
        || pattern.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return Regex.MAX_PROGRAM;
    }
    try {
      return Regex.compile(pattern.constant().stringValue()).programSize();
    } catch (IllegalArgumentException invalid) {
      refuse(FoundValue.shorten(invalid.getMessage()));
      return 0;
    }
  }

  private void spend(Amount amount, long iterations) {
    fixed = bounded(fixed + bounded(amount.fixed() * iterations));
    scaled = bounded(scaled + bounded(amount.scaled() * iterations));
  }

  private Weight refuse(String why) {
    refusal = refusal == null ? why : refusal;
    return ONE;
  }

  private static long bounded(long value) {
    return Math.min(value, MAX_VALUE);
  }
}
