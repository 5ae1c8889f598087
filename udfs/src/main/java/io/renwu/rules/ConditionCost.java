package io.renwu.rules;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An upper bound of what a condition can cost, found without running it. A value that comes from
 * the event weighs 1; what is built of values weighs their sum, so that a text that is doubled
 * again and again, or a list of lists of one list, weighs what it would take to walk through it.
 * The cost is the weight of all that is handled: {@code Σ weight × iterations}.
 */
final class ConditionCost {
  /** About 100 ns each. */
  static final long MAX_COST = 20_000;

  /** Of an instruction of a regular expression, on the longest text. */
  private static final long REGEX_COST = 4;

  private static final long ENOUGH = 1L << 30;
  private static final Weight ONE = new Weight(1, 1);

  /** How heavy a value is at most, and how heavy what is in it. */
  private record Weight(long whole, long element) {
    Weight plus(Weight other) {
      return new Weight(bounded(whole + other.whole), Math.max(element, other.element));
    }

    Weight or(Weight other) {
      return new Weight(Math.max(whole, other.whole), Math.max(element, other.element));
    }

    Weight times(long count) {
      return new Weight(bounded(whole * count), element);
    }

    Weight inner() {
      return new Weight(element, element);
    }
  }

  private long cost;
  private String wrong;

  private ConditionCost() {}

  /** Why the condition is not let in, or null where it is. */
  static String problem(CelExpr expression) {
    ConditionCost walk = new ConditionCost();
    walk.weigh(expression, Map.of(), 1);
    if (walk.wrong != null) {
      return walk.wrong;
    }
    return walk.cost > MAX_COST ? "it may cost too much to evaluate" : null;
  }

  private Weight weigh(CelExpr e, Map<String, Weight> variables, long iterations) {
    return switch (e.exprKind().getKind()) {
      case IDENT -> spend(variables.getOrDefault(e.ident().name(), ONE), iterations);
      case SELECT -> weigh(e.select().operand(), variables, iterations).inner();
      case CALL -> call(e.call(), variables, iterations);
      case LIST -> built(e.list().elements(), variables, iterations);
      case MAP ->
          built(
              e.map().entries().stream().map(CelExpr.CelMap.Entry::value).toList(),
              variables,
              iterations);
      case STRUCT -> refuse("it makes a message");
      case COMPREHENSION -> loop(e.comprehension(), variables, iterations);
      case CONSTANT, NOT_SET -> ONE;
    };
  }

  private Weight built(List<CelExpr> parts, Map<String, Weight> variables, long iterations) {
    long whole = 1;
    long element = 1;
    for (CelExpr part : parts) {
      long weight = weigh(part, variables, iterations).whole();
      whole = bounded(whole + weight);
      element = Math.max(element, weight);
    }
    return spend(new Weight(whole, element), iterations);
  }

  private Weight call(CelCall call, Map<String, Weight> variables, long iterations) {
    Weight all = call.target().map(t -> weigh(t, variables, iterations)).orElse(new Weight(0, 0));
    Weight largest = all;
    for (CelExpr argument : call.args()) {
      Weight weight = weigh(argument, variables, iterations);
      all = all.plus(weight);
      largest = largest.or(weight);
    }
    spend(all, iterations);
    return switch (call.function()) {
      case "_+_" -> all;
      case "_?_:_", "dyn", "string", "bytes" -> largest;
      case "_[_]" -> largest.inner();
      case "matches" -> {
        long program = programSize(call.args().get(call.args().size() - 1));
        spend(new Weight(REGEX_COST * program, 1), iterations);
        yield ONE;
      }
      default -> ONE;
    };
  }

  private Weight loop(CelComprehension loop, Map<String, Weight> variables, long iterations) {
    Weight range = weigh(loop.iterRange(), variables, iterations);
    boolean literal = loop.iterRange().exprKind().getKind() == CelExpr.ExprKind.Kind.LIST;
    long count = literal ? loop.iterRange().list().elements().size() : Conditions.MAX_ITERATIONS;
    Weight start = weigh(loop.accuInit(), variables, iterations);
    Map<String, Weight> inside = new HashMap<>(variables);
    inside.put(loop.iterVar(), range.inner());
    inside.put(loop.iterVar2(), range.inner());
    inside.put(loop.accuVar(), new Weight(0, 1));
    long inner = Math.min(Conditions.MAX_ITERATIONS, iterations * Math.max(1, count));
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
      refuse(Found.shorten(invalid.getMessage()));
      return 0;
    }
  }

  private Weight spend(Weight weight, long iterations) {
    cost = bounded(cost + bounded(weight.whole() * iterations));
    return weight;
  }

  private Weight refuse(String why) {
    wrong = wrong == null ? why : wrong;
    return ONE;
  }

  private static long bounded(long value) {
    return Math.min(value, ENOUGH);
  }
}
