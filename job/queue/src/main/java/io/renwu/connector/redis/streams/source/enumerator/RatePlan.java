package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.source.config.InitialRate;
import io.renwu.limit.Lanes;
import io.renwu.limit.RateSchedule;
import io.renwu.limit.ReadRules;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A control document prepared for repeated evaluation.
 *
 * @param document null = there is none
 * @param initial applies without a document
 * @param schedule of the document, if it has one
 */
record RatePlan(
    @Nullable RateDocument document, InitialRate initial, Optional<RateSchedule> schedule) {
  static RatePlan of(@Nullable RateDocument document, InitialRate initial) {
    return new RatePlan(document, initial, document == null ? Optional.empty() : document.rates());
  }

  /** The span of the schedule in force at a time. */
  Optional<RateSchedule.Span> span(Instant now) {
    return schedule.flatMap(rates -> rates.at(now));
  }

  /** The rate in records per second at a time; infinite = unlimited. */
  double perSecond(Instant now) {
    Double set = document == null ? initial.perSecond() : document.rate();
    return span(now)
        .map(RateSchedule.Span::perSecond)
        .orElse(set == null ? Double.POSITIVE_INFINITY : set);
  }

  /**
   * The rules for readers.
   *
   * @param version of the rules, for readers
   */
  ReadRules rules(long version, double perSecond) {
    return document == null
        ? new ReadRules(version, perSecond, initial.paused(), ReadRules.DEFAULT_BURST, Lanes.ONE)
        : document.rules(version, perSecond);
  }

  boolean isPaused() {
    return document == null ? initial.paused() : document.paused();
  }
}
