package io.renwu.condition;

import io.renwu.condition.SimpleCondition.Joined;
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
 * What can be told of conditions that all have to be true, without any event. It is sound, not
 * complete: what it says holds, and of comparisons with literals it sees what {@link ValueBounds}
 * does. Of a condition that only CEL can read, its {@linkplain NecessaryClauses necessary clauses}
 * count.
 */
public final class ConditionFacts {
  /** Ways to be true that are looked at one by one; of a condition with more, nothing is told. */
  private static final int MAX_ALTERNATIVES = 256;

  /** Ways in which the conditions can all be true: bounds of values that hold together. */
  private final List<ValueBounds> alternatives = new ArrayList<>();

  /** A comparison that has to have a truth value. */
  private record Test(SimpleCondition comparison, boolean truth) {}

  private ConditionFacts(List<String> sources) {
    List<List<Test>> all = List.of(List.of());
    for (String source : sources) {
      all = product(all, alternatives(source));
    }
    for (List<Test> alternative : all) {
      ValueBounds bounds = new ValueBounds();
      alternative.forEach(test -> bounds.add(test.comparison(), test.truth()));
      if (bounds.arePossible()) {
        alternatives.add(bounds);
      }
    }
  }

  /**
   * Facts of conditions.
   *
   * @param sources that compile; null stands for one that is true
   */
  public static ConditionFacts of(@Nullable String... sources) {
    return new ConditionFacts(Arrays.stream(sources).filter(source -> source != null).toList());
  }

  /** What a condition says of every event, where it looks at none. */
  public static Optional<Boolean> constant(String source) {
    if (source.contains(EventPath.VARIABLE)) {
      return Optional.empty();
    }
    Event anyEvent = Event.of("-", "-", "-", Instant.EPOCH).build();
    ConditionResult result = compiled(source).result(new ConditionInput(anyEvent));
    return Optional.of(result == ConditionResult.TRUE);
  }

  /** Whether no event makes all of them true. */
  public boolean areContradictory() {
    return alternatives.isEmpty();
  }

  /**
   * The texts that an attribute can be where all of them are true.
   *
   * @param field a dotted path under {@code attributes}
   * @return empty where there is no bound, or where it may be a number, of which decimals beyond a
   *     double's precision are equal to conditions; or where they exclude each other
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
   * The largest number that an attribute can be where all of them are true; infinity without a
   * bound.
   *
   * @param field a dotted path under {@code attributes}
   */
  public double upperBound(String field) {
    return alternatives.stream()
        .mapToDouble(alternative -> alternative.atMost(path(field)))
        .max()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static EventPath path(String field) {
    List<String> names = new ArrayList<>(List.of("attributes"));
    names.addAll(Arrays.asList(field.split("\\.", -1)));
    return new EventPath(names);
  }

  private static List<List<Test>> alternatives(String source) {
    SimpleCondition simple = SimpleParser.parse(source);
    if (simple != null) {
      return alternatives(simple, true);
    }
    return List.of(
        compiled(source).necessary().stream()
            .map(clause -> new Test(new OneOf(clause.path(), clause.values()), true))
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

  private static List<List<Test>> alternatives(SimpleCondition condition, boolean truth) {
    if (condition instanceof Not not) {
      return alternatives(not.part(), !truth);
    }
    if (!(condition instanceof Joined joined)) {
      return List.of(List.of(new Test(condition, truth)));
    }
    List<List<Test>> all = joined.all() == truth ? List.of(List.of()) : List.of();
    for (SimpleCondition part : joined.parts()) {
      List<List<Test>> some = alternatives(part, truth);
      all = joined.all() == truth ? product(all, some) : union(all, some);
    }
    return all;
  }

  private static List<List<Test>> union(List<List<Test>> one, List<List<Test>> other) {
    List<List<Test>> all = new ArrayList<>(one);
    all.addAll(other);
    return all.size() <= MAX_ALTERNATIVES ? all : List.of(List.of());
  }

  private static List<List<Test>> product(List<List<Test>> one, List<List<Test>> other) {
    if (one.size() * other.size() > MAX_ALTERNATIVES) {
      return one;
    }
    List<List<Test>> all = new ArrayList<>();
    for (List<Test> left : one) {
      for (List<Test> right : other) {
        List<Test> both = new ArrayList<>(left);
        both.addAll(right);
        all.add(both);
      }
    }
    return all;
  }
}
