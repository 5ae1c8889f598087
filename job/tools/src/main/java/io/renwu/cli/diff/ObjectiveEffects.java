package io.renwu.cli.diff;

import io.renwu.model.Aggregation;
import io.renwu.model.FrequencyLimit;
import io.renwu.model.Objective;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Describes what a change of an objective means for users. */
final class ObjectiveEffects {
  private ObjectiveEffects() {}

  /**
   * Compares two objectives of one id.
   *
   * @param tiered whether the target is the last tier's
   * @param effects receives one sentence per effect
   */
  static void compare(Objective before, Objective after, boolean tiered, Consumer<String> effects) {
    String id = after.id();
    Aggregation from = before.aggregation();
    Aggregation to = after.aggregation();
    if (from.function() != to.function() || !Objects.equals(from.field(), to.field())) {
      effects.accept(
          id + " counts " + text(from) + " → " + text(to) + ": everybody begins at zero");
    } else if (!from.equals(to)) {
      effects.accept(id + " counts " + text(from) + " → " + text(to));
    }
    int change = after.target().compareTo(before.target());
    if (change != 0) {
      effects.accept(
          id
              + " target "
              + before.target().toPlainString()
              + " → "
              + after.target().toPlainString()
              + (change < 0 && !tiered
                  ? ": who has that much completes it with the next event"
                  : ": who has completed it stays so"));
    }
    if (!before.behaviors().equals(after.behaviors())) {
      effects.accept(id + " behaviors " + before.behaviors() + " → " + after.behaviors());
    }
    if (!Objects.equals(before.filter(), after.filter())) {
      effects.accept(id + " filter " + orAll(before.filter()) + " → " + orAll(after.filter()));
    }
    if (!Objects.equals(before.frequencyLimit(), after.frequencyLimit())) {
      effects.accept(
          id
              + " frequency "
              + text(before.frequencyLimit())
              + " → "
              + text(after.frequencyLimit()));
    }
    if (!before.cancelBehaviors().equals(after.cancelBehaviors())
        || !Objects.equals(before.cancelKey(), after.cancelKey())) {
      effects.accept(
          id
              + " cancelled by "
              + text(before)
              + " → "
              + text(after)
              + ": what counted before may not be found by another key");
    }
  }

  private static String text(Aggregation aggregation) {
    return aggregation.function()
        + (aggregation.field() == null ? "" : " of " + aggregation.field())
        + (aggregation.unit() == null
            ? ""
            : " of " + aggregation.unit() + "s with " + aggregation.freezes() + " freezes");
  }

  private static String text(@Nullable FrequencyLimit limit) {
    return limit == null ? "unbounded" : limit.limit() + " per " + limit.per();
  }

  private static String text(Objective objective) {
    return objective.cancelBehaviors().isEmpty()
        ? "nothing"
        : objective.cancelBehaviors()
            + (objective.cancelKey() == null ? "" : " by " + objective.cancelKey());
  }

  private static String orAll(@Nullable String filter) {
    return filter == null ? "all events" : filter;
  }
}
