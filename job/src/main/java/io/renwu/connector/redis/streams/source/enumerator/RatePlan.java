package io.renwu.connector.redis.streams.source.enumerator;

import io.renwu.connector.redis.streams.client.RateDocument;
import io.renwu.limit.RateSchedule;
import java.time.Instant;
import java.util.Optional;

/**
 * A control document as it is looked at again and again.
 *
 * @param document null = there is none: unlimited
 * @param schedule of the document, if it has one
 */
record RatePlan(RateDocument document, Optional<RateSchedule> schedule) {
  static final RatePlan UNLIMITED = new RatePlan(null, Optional.empty());

  static RatePlan of(RateDocument document) {
    return new RatePlan(document, document.rates());
  }

  /** The span of the schedule that holds at a time. */
  Optional<RateSchedule.Span> span(Instant now) {
    return schedule.flatMap(rates -> rates.at(now));
  }

  /** What is to be taken a second, as of a time; infinite = unlimited. */
  double perSecond(Instant now) {
    Double set = document == null ? null : document.rate();
    return span(now)
        .map(RateSchedule.Span::perSecond)
        .orElse(set == null ? Double.POSITIVE_INFINITY : set);
  }

  boolean isPaused() {
    return document != null && document.paused();
  }
}
