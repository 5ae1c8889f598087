package io.renwu.cli.explain;

import io.renwu.model.Aggregation;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Decision;
import io.renwu.model.FrequencyLimit;
import io.renwu.model.Objective;
import io.renwu.model.Task;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Explains what the objectives of a task contributed to a decision, in parts of sentences.
 *
 * @param task the version that decided; null if its document is not known
 */
record ObjectiveReasons(Decision decision, @Nullable Task task) {
  /** Why no objective accepts the event. */
  String filtered() {
    if (task == null) {
      return "No objective's filter was true of the event.";
    }
    String filters =
        objectives()
            .filter(o -> o.behaviors().contains(decision.behavior()) && o.filter() != null)
            .map(o -> o.id() + ": " + o.filter())
            .collect(Collectors.joining("; "));
    String open =
        task.completion() == Task.Completion.SEQUENCE
            ? " (in a sequence, only the first unfinished objective accepts events)"
            : "";
    return "No objective accepted the event" + open + (filters.isEmpty() ? "." : "; " + filters);
  }

  /** Which fields of the event the aggregations need. */
  String fields() {
    String fields =
        objectives()
            .map(Objective::aggregation)
            .filter(aggregation -> aggregation.field() != null)
            .map(ObjectiveReasons::text)
            .distinct()
            .collect(Collectors.joining("; "));
    return fields.isEmpty() ? "" : ": " + fields;
  }

  private static String text(Aggregation aggregation) {
    String expected =
        switch (aggregation.function()) {
          case SUM -> "a number that is not negative";
          case MAX -> "a number";
          case COUNT, COUNT_DISTINCT, STREAK -> "a text or a number";
        };
    return aggregation.function() + " needs " + expected + " in " + aggregation.field();
  }

  /** Why the event adds nothing to the objectives. */
  String unchanged() {
    String reasons =
        objectives()
            .filter(o -> o.behaviors().contains(decision.behavior()))
            .map(this::unchanged)
            .distinct()
            .collect(Collectors.joining(", or "));
    return reasons.isEmpty()
        ? "the objective was at its target already, or its value or day had counted before"
        : reasons;
  }

  private String unchanged(Objective objective) {
    BigDecimal before = decision.before().getOrDefault(objective.id(), BigDecimal.ZERO);
    if (before.compareTo(objective.target()) >= 0) {
      return objective.id() + " was at its target already";
    }
    Aggregation aggregation = objective.aggregation();
    return switch (aggregation.function()) {
      case COUNT_DISTINCT -> "its value of " + aggregation.field() + " had counted before";
      case SUM -> "its " + aggregation.field() + " is 0";
      case MAX -> "its " + aggregation.field() + " is not above what " + objective.id() + " has";
      case STREAK -> {
        CalendarUnit unit = Objects.requireNonNull(aggregation.unit(), "a streak has a unit");
        yield "its " + unit.name().toLowerCase(Locale.ROOT) + " had counted";
      }
      case COUNT -> "the filter of " + objective.id() + " is not true of it";
    };
  }

  /** How often events of the objectives count. */
  String frequency() {
    return objectives()
        .filter(o -> o.frequencyLimit() != null)
        .map(o -> o.id() + " at most " + text(o.frequencyLimit()))
        .reduce((a, b) -> a + "; " + b)
        .map(all -> ": " + all)
        .orElse("");
  }

  private static String text(FrequencyLimit limit) {
    return limit.limit() + " in each " + limit.per();
  }

  /** The fields by which a cancel event names the event that it cancels. */
  String cancelKeys() {
    return objectives()
        .filter(o -> o.cancelBehaviors().contains(decision.behavior()))
        .map(o -> o.cancelKey() == null ? o.aggregation().field() : o.cancelKey())
        .reduce((a, b) -> a + ", " + b)
        .map(keys -> " (by " + keys + ")")
        .orElse("");
  }

  private Stream<Objective> objectives() {
    return task == null ? Stream.of() : task.objectives().stream();
  }
}
