package io.renwu.condition;

import io.renwu.condition.SimpleCondition.Compound;
import io.renwu.condition.SimpleCondition.Not;
import io.renwu.condition.SimpleCondition.OneOf;
import io.renwu.model.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Facts that follow from several conditions being true of one event, derived without an event. They
 * are sound but not complete: of comparisons with literals they cover what {@link ValueBounds}
 * covers, and of a condition that only CEL can parse, its {@linkplain NecessaryClauses necessary
 * clauses}.
 */
public final class ConditionFacts {
  /**
   * The maximum number of alternatives. A part of a condition that would exceed it adds no facts.
   */
  private static final int MAX_ALTERNATIVES = 256;

  /**
   * The alternatives in which all conditions are true, each as bounds of values that hold together.
   */
  private final List<ValueBounds> alternatives = new ArrayList<>();

  /** A comparison and the truth value that it must have. */
  private record Requirement(SimpleCondition comparison, boolean truth) {}

  private ConditionFacts(List<String> sources) {
    List<List<Requirement>> all = List.of(List.of());
    for (String source : sources) {
      all = product(all, alternatives(source));
    }
    for (List<Requirement> alternative : all) {
      ValueBounds bounds = new ValueBounds();
      alternative.forEach(required -> bounds.add(required.comparison(), required.truth()));
      if (bounds.arePossible()) {
        alternatives.add(bounds);
      }
    }
  }

  /**
   * Derives the facts of conditions.
   *
   * @param sources conditions that compile; null for one that is always true
   */
  public static ConditionFacts of(@Nullable String... sources) {
    return new ConditionFacts(Arrays.stream(sources).filter(source -> source != null).toList());
  }

  /** The constant result of a condition that does not use the event; empty for another. */
  public static Optional<Boolean> constant(String source) {
    if (source.contains(EventPath.VARIABLE)) {
      return Optional.empty();
    }
    Event anyEvent = Event.of("-", "-", "-", Instant.EPOCH).build();
    ConditionResult result = compiled(source).result(new ConditionInput(anyEvent));
    return Optional.of(result == ConditionResult.TRUE);
  }

  /** Whether no event makes all conditions true. */
  public boolean areContradictory() {
    return alternatives.isEmpty();
  }

  /**
   * The texts that an attribute can be if all conditions are true.
   *
   * @param field a dotted path under {@code attributes}
   * @return empty if there is no bound, if the conditions are contradictory, or if the attribute
   *     can be a number: numbers that are equal to conditions may differ beyond a double's
   *     precision
   */
  public Optional<Set<String>> possibleTexts(String field) {
    if (areContradictory()) {
      return Optional.empty();
    }
    Set<String> texts = new HashSet<>();
    for (ValueBounds alternative : alternatives) {
      Optional<Set<String>> found = alternative.texts(path(field));
      if (found.isEmpty()) {
        return Optional.empty();
      }
      texts.addAll(found.get());
    }
    return Optional.of(texts);
  }

  /**
   * The largest number that an attribute can be if all conditions are true; infinity without a
   * bound.
   *
   * @param field a dotted path under {@code attributes}
   */
  public double upperBound(String field) {
    return alternatives.stream()
        .mapToDouble(alternative -> alternative.max(path(field)))
        .max()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static EventPath path(String field) {
    List<String> names = new ArrayList<>(List.of("attributes"));
    names.addAll(Arrays.asList(field.split("\\.", -1)));
    return new EventPath(names);
  }

  private static List<List<Requirement>> alternatives(String source) {
    SimpleCondition simple = SimpleParser.parse(source);
    if (simple != null) {
      return alternatives(simple, true);
    }
    return List.of(
        compiled(source).necessary().stream()
            .map(clause -> new Requirement(new OneOf(clause.path(), clause.values()), true))
            .toList());
  }

  private static Condition compiled(String source) {
    Condition condition =
        ConditionCompiler.compile(
            source,
            "",
            violation -> {
              throw new IllegalArgumentException(violation.toString());
            });
    return Objects.requireNonNull(condition, "a condition without violations compiles");
  }

  private static List<List<Requirement>> alternatives(SimpleCondition condition, boolean truth) {
    if (condition instanceof Not not) {
      return alternatives(not.part(), !truth);
    }
    if (!(condition instanceof Compound compound)) {
      return List.of(List.of(new Requirement(condition, truth)));
    }
    List<List<Requirement>> all = compound.all() == truth ? List.of(List.of()) : List.of();
    for (SimpleCondition part : compound.parts()) {
      List<List<Requirement>> more = alternatives(part, truth);
      all = compound.all() == truth ? product(all, more) : union(all, more);
    }
    return all;
  }

  private static List<List<Requirement>> union(
      List<List<Requirement>> one, List<List<Requirement>> other) {
    List<List<Requirement>> all = new ArrayList<>(one);
    all.addAll(other);
    return all.size() <= MAX_ALTERNATIVES ? all : List.of(List.of());
  }

  private static List<List<Requirement>> product(
      List<List<Requirement>> one, List<List<Requirement>> other) {
    if (one.size() * other.size() > MAX_ALTERNATIVES) {
      return one;
    }
    List<List<Requirement>> all = new ArrayList<>();
    for (List<Requirement> left : one) {
      for (List<Requirement> right : other) {
        List<Requirement> both = new ArrayList<>(left);
        both.addAll(right);
        all.add(both);
      }
    }
    return all;
  }
}
