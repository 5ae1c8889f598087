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
 * Adds up what an expression of CEL can cost. A value that comes from the event's attributes weighs
 * as much as all of them; what is built of values weighs their sum, so that a text that is doubled
 * again and again, or a list of lists of one list, weighs what it would take to walk through it.
 * The cost is the weight of all that is handled, {@code Σ weight × iterations}: a function handles
 * its arguments, a comparison the lighter of its sides, an operator of logic nothing.
 */
final class CostWalk {
  /** Loop iterations of one evaluation, all loops together. */
  static final int MAX_ITERATIONS = 256;

  /** Of an instruction of a regular expression for the characters of one unit: 20 ns each. */
  private static final long REGEX_COST = 13;

  /** Of a text that is read as a number or a time, and of the message that says why it is none. */
  private static final long CONVERSION_COST = 16;

  private static final long ENOUGH = 1L << 30;
  private static final Amount NOTHING = new Amount(0, 0);
  private static final Amount ONE_UNIT = new Amount(1, 0);

  /** A literal, a text of the event that is short, or what a function gives. */
  private static final Weight ONE = new Weight(ONE_UNIT, ONE_UNIT);

  /** Any value in the event's attributes, and all of them. */
  private static final Weight ATTRIBUTE = new Weight(new Amount(1, 1), new Amount(1, 1));

  private long fixed;
  private long scaled;
  private @Nullable String wrong;

  private CostWalk() {}

  static ConditionCost cost(CelExpr expression) {
    CostWalk walk = new CostWalk();
    walk.weigh(expression, Map.of(), 1);
    return new ConditionCost(walk.fixed, walk.scaled, walk.wrong);
  }

  /** {@code fixed + scaled × size of the event's attributes}. */
  private record Amount(long fixed, long scaled) {
    Amount plus(Amount other) {
      return new Amount(bounded(fixed + other.fixed), bounded(scaled + other.scaled));
    }

    Amount or(Amount other) {
      return new Amount(Math.max(fixed, other.fixed), Math.max(scaled, other.scaled));
    }

    Amount times(long count) {
      return new Amount(bounded(fixed * count), bounded(scaled * count));
    }

    /** The smaller one whatever the event: one without a scaled part, if there is any. */
    Amount least(Amount other) {
      if (scaled != other.scaled) {
        return scaled < other.scaled ? this : other;
      }
      return fixed < other.fixed ? this : other;
    }
  }

  /** How heavy a value is at most, and how heavy what is in it. */
  private record Weight(Amount whole, Amount element) {
    Weight plus(Weight other) {
      return new Weight(whole.plus(other.whole), element.or(other.element));
    }

    Weight or(Weight other) {
      return new Weight(whole.or(other.whole), element.or(other.element));
    }

    Weight times(long count) {
      return new Weight(whole.times(count), element);
    }

    Weight inner() {
      return new Weight(element, element);
    }
  }

  private Weight weigh(CelExpr e, Map<String, Weight> variables, long iterations) {
    return switch (e.exprKind().getKind()) {
      case IDENT -> variable(e.ident().name(), variables, iterations);
      case SELECT -> selected(e, variables, iterations);
      case CALL -> call(e.call(), variables, iterations);
      case LIST -> built(e.list().elements(), variables, iterations);
      case MAP ->
          built(
              e.map().entries().stream().map(CelExpr.CelMap.Entry::value).toList(),
              variables,
              iterations);
      case STRUCT -> refuse("it makes a message");
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

  private Weight selected(CelExpr e, Map<String, Weight> variables, long iterations) {
    CelExpr operand = e.select().operand();
    Weight of = weigh(operand, variables, iterations);
    spend(ONE_UNIT, iterations);
    boolean ofEvent =
        operand.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
            && operand.ident().name().equals(EventPath.VARIABLE)
            && !variables.containsKey(EventPath.VARIABLE);
    if (e.select().testOnly() || (ofEvent && !e.select().field().equals("attributes"))) {
      return ONE;
    }
    return of.inner();
  }

  private Weight built(List<CelExpr> parts, Map<String, Weight> variables, long iterations) {
    Amount whole = ONE_UNIT;
    Amount element = ONE_UNIT;
    for (CelExpr part : parts) {
      Amount weight = weigh(part, variables, iterations).whole();
      whole = whole.plus(weight);
      element = element.or(weight);
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
    Weight largest = arguments.stream().reduce(Weight::or).orElse(ONE);
    spend(ONE_UNIT.plus(handled(call, arguments, all)), iterations);
    return switch (call.function()) {
      case "_+_" -> all;
      case "_?_:_", "dyn", "string", "bytes" -> largest;
      case "_[_]" -> largest.inner();
      default -> ONE;
    };
  }

  /** What a call walks through, its arguments being there. */
  private Amount handled(CelCall call, List<Weight> arguments, Weight all) {
    return switch (call.function()) {
      case "_&&_", "_||_", "!_", "_?_:_", "dyn", "type", "@not_strictly_false" -> NOTHING;
      case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_", "startsWith", "endsWith", "_[_]" ->
          arguments.stream().map(Weight::whole).reduce(Amount::least).orElse(NOTHING);
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
    Map<String, Weight> inside = new HashMap<>(variables);
    inside.put(loop.iterVar(), range.inner());
    inside.put(loop.iterVar2(), range.inner());
    inside.put(loop.accuVar(), new Weight(NOTHING, ONE_UNIT));
    long inner = Math.min(MAX_ITERATIONS, iterations * Math.max(1, count));
    weigh(loop.loopCondition(), inside, inner);
    Weight step = weigh(loop.loopStep(), inside, inner);
    inside.put(loop.accuVar(), start.plus(step.times(count)));
    return weigh(loop.result(), inside, iterations);
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
    wrong = wrong == null ? why : wrong;
    return ONE;
  }

  private static long bounded(long value) {
    return Math.min(value, ENOUGH);
  }
}
