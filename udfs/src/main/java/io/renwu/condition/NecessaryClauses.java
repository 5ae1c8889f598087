package io.renwu.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the clauses that are necessary for a CEL expression to be true, or to be false:
 *
 * <pre>
 * a &amp;&amp; b        true: those of a and those of b       false: those of either
 * a || b        true: those of either                 false: those of a and those of b
 * c ? a : b     those of c and a, or of !c and b
 * !a            those of a for the other truth value
 * p == v        true: p is v                          a != false: the same
 * p in [v, w]   true: p is v or w
 * p             p is that truth value
 * anything else none
 * </pre>
 *
 * An error is neither true nor false, so an operand that fails makes no clause wrong.
 */
final class NecessaryClauses {
  private NecessaryClauses() {}

  /**
   * The necessary clauses of an expression.
   *
   * @param truth the truth value for which the clauses are necessary
   */
  static List<Clause> of(CelExpr e, boolean truth) {
    Optional<EventPath> flag = path(e);
    if (flag.isPresent()) {
      return List.of(new Clause(flag.get(), Set.of(truth)));
    }
    if (e.exprKind().getKind() != Kind.CALL) {
      return List.of();
    }
    CelCall call = e.call();
    return switch (call.function()) {
      case "_&&_" -> logical(call, truth, truth);
      case "_||_" -> logical(call, truth, !truth);
      case "!_" -> of(call.args().get(0), !truth);
      case "_?_:_" -> conditional(call.args(), truth);
      case "_==_" -> truth ? equality(call.args()) : List.of();
      case "_!=_" -> truth ? List.of() : equality(call.args());
      case "@in" -> truth ? membership(call.args()) : List.of();
      default -> List.of();
    };
  }

  private static List<Clause> logical(CelCall call, boolean truth, boolean both) {
    List<Clause> left = of(call.args().get(0), truth);
    List<Clause> right = of(call.args().get(1), truth);
    return both ? Clause.necessaryForBoth(left, right) : Clause.necessaryForEither(left, right);
  }

  private static List<Clause> conditional(List<CelExpr> parts, boolean truth) {
    return Clause.necessaryForEither(
        Clause.necessaryForBoth(of(parts.get(0), true), of(parts.get(1), truth)),
        Clause.necessaryForBoth(of(parts.get(0), false), of(parts.get(2), truth)));
  }

  private static List<Clause> equality(List<CelExpr> sides) {
    List<Clause> clauses = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      Optional<EventPath> path = path(sides.get(side));
      Object value = literal(sides.get(1 - side));
      if (path.isPresent() && value != null) {
        clauses.add(new Clause(path.get(), Set.of(value)));
      }
    }
    return clauses;
  }

  private static List<Clause> membership(List<CelExpr> sides) {
    Optional<EventPath> path = path(sides.get(0));
    if (path.isEmpty() || sides.get(1).exprKind().getKind() != Kind.LIST) {
      return List.of();
    }
    Set<Object> values = new HashSet<>();
    for (CelExpr element : sides.get(1).list().elements()) {
      Object value = literal(element);
      if (value == null) {
        return List.of();
      }
      values.add(value);
    }
    return List.of(new Clause(path.get(), values));
  }

  /** The path that an expression denotes, with dots or with texts in brackets. */
  private static Optional<EventPath> path(CelExpr e) {
    List<String> names = new ArrayList<>();
    CelExpr at = e;
    while (at.exprKind().getKind() == Kind.SELECT || isIndex(at)) {
      if (at.exprKind().getKind() == Kind.SELECT) {
        CelSelect select = at.select();
        if (select.testOnly()) {
          return Optional.empty();
        }
        names.add(select.field());
        at = select.operand();
      } else {
        names.add(at.call().args().get(1).constant().stringValue());
        at = at.call().args().get(0);
      }
    }
    Collections.reverse(names);
    boolean ofEvent =
        at.exprKind().getKind() == Kind.IDENT && at.ident().name().equals(EventPath.VARIABLE);
    return ofEvent && EventPath.isPath(names)
        ? Optional.of(new EventPath(names))
        : Optional.empty();
  }

  private static boolean isIndex(CelExpr e) {
    return e.exprKind().getKind() == Kind.CALL
        && e.call().function().equals("_[_]")
        && e.call().args().get(1).exprKind().getKind() == Kind.CONSTANT
        && e.call().args().get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }

  /**
   * The {@link ScalarValue} of a literal; null for another expression, or for a number that no
   * double represents exactly.
   */
  private static @Nullable Object literal(CelExpr e) {
    if (e.exprKind().getKind() != Kind.CONSTANT) {
      return null;
    }
    CelConstant constant = e.constant();
    return switch (constant.getKind()) {
      case NULL_VALUE -> ScalarValue.NULL;
      case BOOLEAN_VALUE -> constant.booleanValue();
      case STRING_VALUE -> constant.stringValue();
      case INT64_VALUE -> ScalarValue.of(constant.int64Value());
      case UINT64_VALUE -> ScalarValue.of(constant.uint64Value().longValue());
      case DOUBLE_VALUE -> ScalarValue.of(constant.doubleValue());
      default -> null;
    };
  }
}
