package io.renwu.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import java.util.List;

/**
 * A compiled condition. Equal source texts share one instance while it is in use; instances are
 * compared by identity. Immutable and thread-safe.
 */
public abstract class Condition {
  /** So many comparisons with literals cost about as much as a lookup in a map. */
  private static final int MAX_CHEAP = 3;

  private final ConditionCost cost;
  private final List<Clause> necessary;

  private Condition(ConditionCost cost, List<Clause> necessary) {
    this.cost = cost;
    this.necessary = List.copyOf(necessary);
  }

  /** A condition that CEL evaluates. */
  static Condition of(Program program, CelExpr expression, ConditionCost cost) {
    return new Condition(cost, NecessaryClauses.of(expression, true)) {
      @Override
      ConditionResult evaluate(ConditionInput input) {
        try {
          return program.eval(input.variables()) instanceof Boolean bool
              ? ConditionResult.of(bool)
              : ConditionResult.FAILED;
        } catch (CelEvaluationException | RuntimeException failure) {
          return ConditionResult.FAILED;
        }
      }
    };
  }

  /** A condition that is evaluated without CEL. */
  static Condition of(SimpleCondition simple) {
    boolean cheap = simple.comparisons() <= MAX_CHEAP && simple.sizeComparisons() == 0;
    return new Condition(ConditionCost.of(simple), simple.necessary(true)) {
      @Override
      ConditionResult evaluate(ConditionInput input) {
        return simple.evaluate(input.event());
      }

      @Override
      boolean isCheap() {
        return cheap;
      }
    };
  }

  /** Evaluates the condition; it fails if the event is too large for it. */
  ConditionResult result(ConditionInput input) {
    return cost.fits(input) ? evaluate(input) : ConditionResult.FAILED;
  }

  abstract ConditionResult evaluate(ConditionInput input);

  /** Whether evaluating it again costs no more than looking up its result. */
  boolean isCheap() {
    return false;
  }

  /** The clauses that hold for every event for which the condition is true. */
  public List<Clause> necessary() {
    return necessary;
  }

  ConditionCost cost() {
    return cost;
  }
}
