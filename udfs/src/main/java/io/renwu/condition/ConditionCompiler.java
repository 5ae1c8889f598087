package io.renwu.condition;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import io.renwu.violation.FoundValue;
import io.renwu.violation.Violation;
import io.renwu.violation.ViolationTarget;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compiles conditions: CEL over the one variable {@value EventPath#VARIABLE}, with bounds that keep
 * each evaluation below a few milliseconds. Thread-safe.
 */
public final class ConditionCompiler {
  /** The maximum length of a condition in code points. */
  static final int MAX_LENGTH = 4096;

  private static final int MAX_DEPTH = 100;
  private static final int MAX_SYNTAX_ERRORS = 5;
  private static final String EXPECTED = "a condition of type bool";

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseExpressionNodeCount(4 * MAX_LENGTH)
          .maxParseRecursionDepth(MAX_DEPTH)
          .maxParseErrorRecoveryLimit(MAX_SYNTAX_ERRORS)
          .comprehensionMaxIterations(CostWalk.MAX_ITERATIONS)
          .maxRegexProgramSize(Regex.MAX_PROGRAM)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .setTypeProvider(new EventTypes())
          .addVar(EventPath.VARIABLE, EventValue.TYPE)
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .setStandardFunctions(
              CelStandardFunctions.newBuilder()
                  .excludeFunctions(
                      CelStandardFunctions.StandardFunction.MATCHES,
                      CelStandardFunctions.StandardFunction.CONTAINS)
                  .build())
          .addFunctionBindings(Regex.bindings())
          .addFunctionBindings(StringFunctions.bindings())
          .build();

  /** Conditions by source; unused ones are removed when memory is short. */
  private static final Cache<String, Condition> SHARED =
      CacheBuilder.newBuilder().softValues().build();

  private ConditionCompiler() {}

  /**
   * Compiles a condition.
   *
   * @param source null for none
   * @param violations receives the errors
   * @return null for a source that is null or has errors
   */
  public static @Nullable Condition compile(
      @Nullable String source, String pointer, Consumer<Violation> violations) {
    if (source == null) {
      return null;
    }
    Condition shared = SHARED.getIfPresent(source);
    if (shared != null) {
      return shared;
    }
    if (source.codePointCount(0, source.length()) > MAX_LENGTH) {
      violations.accept(
          new Violation(pointer, FoundValue.of(source), "at most " + MAX_LENGTH + " characters"));
      return null;
    }
    SimpleCondition simple = SimpleParser.parse(source);
    Condition compiled = simple == null ? build(source, pointer, violations) : Condition.of(simple);
    if (compiled == null) {
      return null;
    }
    Condition other = SHARED.asMap().putIfAbsent(source, compiled);
    return other == null ? compiled : other;
  }

  /** Compiles a condition with CEL; null if it has errors. */
  static @Nullable Condition build(String source, String pointer, Consumer<Violation> violations) {
    CelValidationResult result = COMPILER.compile(source);
    try {
      CelAbstractSyntaxTree tree = result.getAst();
      ConditionCost cost = CostWalk.cost(tree.getExpr());
      String refusal = refusal(tree, cost);
      if (refusal == null) {
        return Condition.of(RUNTIME.createProgram(withoutOverloads(tree)), tree.getExpr(), cost);
      }
      violations.accept(new Violation(pointer, FoundValue.of(source) + ": " + refusal, EXPECTED));
    } catch (CelValidationException invalid) {
      for (CelIssue issue : result.getErrors()) {
        violations.accept(
            new Violation(pointer, found(source, issue), EXPECTED, targetOf(source, issue)));
      }
    } catch (CelEvaluationException | RuntimeException unusable) {
      violations.accept(
          new Violation(pointer, FoundValue.of(source) + ": " + unusable.getMessage(), EXPECTED));
    }
    return null;
  }

  private static @Nullable String refusal(CelAbstractSyntaxTree tree, ConditionCost cost) {
    CelType type = tree.getResultType();
    if (!type.equals(SimpleType.BOOL) && !type.equals(SimpleType.DYN)) {
      return "it is of type " + type.name();
    }
    return cost.refusalReason();
  }

  /**
   * Removes the overloads that the checker chose, so that each call is dispatched by its values.
   * For a value of unknown type the checker chooses the first overload that may fit, and {@code
   * event.attributes['a']['b'] > 4} would fail on a double.
   */
  private static CelAbstractSyntaxTree withoutOverloads(CelAbstractSyntaxTree tree) {
    Map<Long, CelReference> references = new HashMap<>();
    tree.getReferenceMap()
        .forEach(
            (id, reference) -> {
              if (reference.overloadIds().isEmpty()) {
                references.put(id, reference);
              }
            });
    return CelAbstractSyntaxTree.newCheckedAst(
        tree.getExpr(), tree.getSource(), references, tree.getTypeMap());
  }

  private static String found(String source, CelIssue issue) {
    int line = issue.getSourceLocation().getLine();
    int column = issue.getSourceLocation().getColumn() + 1;
    return FoundValue.of(source)
        + ": "
        + FoundValue.shorten(simplify(issue.getMessage()))
        + (line > 0 ? " at " + line + ":" + column : "");
  }

  /** Shortens a parser's message, which lists every token that could follow. */
  private static String simplify(String message) {
    return message
        .replaceFirst(" expecting \\{.*}$", "")
        .replace("mismatched input '<EOF>'", "it ends too early")
        .replace("mismatched input", "unexpected");
  }

  /** The character of an error. CEL counts lines from 1, and columns from 0 in code points. */
  private static ViolationTarget targetOf(String source, CelIssue issue) {
    int start = 0;
    for (int line = 1; line < issue.getSourceLocation().getLine(); line++) {
      start = source.indexOf('\n', start) + 1;
    }
    int column = issue.getSourceLocation().getColumn();
    boolean within = column > 0 && column <= source.codePointCount(start, source.length());
    return ViolationTarget.inText(within ? source.offsetByCodePoints(start, column) : start);
  }

  /** Declares the event's type, the only one that is not built into CEL. */
  private static final class EventTypes implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableSet.of(EventValue.TYPE);
    }

    @Override
    public Optional<CelType> findType(String name) {
      return name.equals(EventValue.TYPE.name()) ? Optional.of(EventValue.TYPE) : Optional.empty();
    }
  }
}
