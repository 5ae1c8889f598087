package io.renwu.model;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do within a task, with a target.
 *
 * @param id unique in the task
 * @param behaviors the behaviors whose events it can count, 1 or more
 * @param filter a condition on the event, or null
 * @param target above 0; in a tiered task the last tier's
 * @param frequencyLimit or null
 * @param cancelBehaviors the behaviors whose events cancel; disjoint from every objective's {@code
 *     behaviors}
 * @param cancelKey a dotted path under {@code attributes} whose value links a cancel event to the
 *     event that it cancels; null without {@code cancelBehaviors}, and for {@link
 *     Aggregation.Function#COUNT_DISTINCT}, whose field it is
 */
public record Objective(
    String id,
    List<String> behaviors,
    @Nullable String filter,
    Aggregation aggregation,
    BigDecimal target,
    @Nullable FrequencyLimit frequencyLimit,
    List<String> cancelBehaviors,
    @Nullable String cancelKey) {

  /** A builder of an objective that counts every event of its behaviors. */
  public static Builder of(String id, List<String> behaviors, BigDecimal target) {
    return new Builder(id, behaviors, target);
  }

  /** An objective under construction. */
  public static final class Builder {
    private final String id;
    private final List<String> behaviors;
    private final BigDecimal target;
    private @Nullable String filter;
    private Aggregation aggregation = new Aggregation(Aggregation.Function.COUNT, null);
    private @Nullable FrequencyLimit frequencyLimit;
    private List<String> cancelBehaviors = List.of();
    private @Nullable String cancelKey;

    private Builder(String id, List<String> behaviors, BigDecimal target) {
      this.id = id;
      this.behaviors = behaviors;
      this.target = target;
    }

    public Builder filter(@Nullable String value) {
      filter = value;
      return this;
    }

    public Builder aggregation(Aggregation value) {
      aggregation = value;
      return this;
    }

    public Builder frequencyLimit(@Nullable FrequencyLimit value) {
      frequencyLimit = value;
      return this;
    }

    /** Which events cancel, and by which key. */
    public Builder cancel(List<String> byBehaviors, @Nullable String byKey) {
      cancelBehaviors = byBehaviors;
      cancelKey = byKey;
      return this;
    }

    public Objective build() {
      return new Objective(
          id, behaviors, filter, aggregation, target, frequencyLimit, cancelBehaviors, cancelKey);
    }
  }
}
