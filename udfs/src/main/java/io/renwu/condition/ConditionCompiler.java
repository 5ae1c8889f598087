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
 * Compiles conditions: CEL over the one variable {@value EventPath#VARIABLE}, bounded so that none
 * takes more than a few milliseconds. Thread-safe.
 */
public final class ConditionCompiler {
  /** Code points of a condition's source. */
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

  /** Conditions by source, for as long as they are used or memory is not short. */
  private static final Cache<String, Condition> SHARED =
      CacheBuilder.newBuilder().softValues().build();

  private ConditionCompiler() {}

  /**
   * The condition of a source text, or null where it is null or wrong.
   *
   * @param violations takes what is wrong
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

  /** A condition that CEL evaluates, or null where it is wrong. */
  static @Nullable Condition build(String source, String pointer, Consumer<Violation> violations) {
    CelValidationResult result = COMPILER.compile(source);
    try {
      CelAbstractSyntaxTree tree = result.getAst();
      ConditionCost cost = CostWalk.cost(tree.getExpr());
      String wrong = problem(tree, cost);
      if (wrong == null) {
        return Condition.of(RUNTIME.createProgram(dispatchedAtRunTime(tree)), tree.getExpr(), cost);
      }
      violations.accept(new Violation(pointer, FoundValue.of(source) + ": " + wrong, EXPECTED));
    } catch (CelValidationException invalid) {
      for (CelIssue issue : result.getErrors()) {
        violations.accept(
            new Violation(pointer, found(source, issue), EXPECTED, focus(source, issue)));
      }
    } catch (CelEvaluationException | RuntimeException unusable) {
      violations.accept(
          new Violation(pointer, FoundValue.of(source) + ": " + unusable.getMessage(), EXPECTED));
    }
    return null;
  }

  private static @Nullable String problem(CelAbstractSyntaxTree tree, ConditionCost cost) {
    CelType type = tree.getResultType();
    if (!type.equals(SimpleType.BOOL) && !type.equals(SimpleType.DYN)) {
      return "it is of type " + type.name();
    }
    return cost.problem();
  }

  /**
   * Forgets which overloads the checker chose, so that each call is dispatched by its values. For a
   * value that is only known when it is there the checker settles on the first overload that may
   * fit, and {@code event.attributes['a']['b'] > 4} would not take a double.
   */
  private static CelAbstractSyntaxTree dispatchedAtRunTime(CelAbstractSyntaxTree tree) {
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
        + FoundValue.shorten(inPlainWords(issue.getMessage()))
        + (line > 0 ? " at " + line + ":" + column : "");
  }

  /** The parser lists every kind of word that could stand there, and calls the end a word, too. */
  private static String inPlainWords(String message) {
    return message
        .replaceFirst(" expecting \\{.*}$", "")
        .replace("mismatched input '<EOF>'", "it ends too early")
        .replace("mismatched input", "unexpected");
  }

  /** The character that CEL complains of: lines from 1 and columns, in code points, from 0. */
  private static ViolationTarget focus(String source, CelIssue issue) {
    int start = 0;
    for (int line = 1; line < issue.getSourceLocation().getLine(); line++) {
      start = source.indexOf('\n', start) + 1;
    }
    int column = issue.getSourceLocation().getColumn();
    boolean within = column > 0 && column <= source.codePointCount(start, source.length());
    return ViolationTarget.inText(within ? source.offsetByCodePoints(start, column) : start);
  }

  /** The one type that is not CEL's own. */
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
