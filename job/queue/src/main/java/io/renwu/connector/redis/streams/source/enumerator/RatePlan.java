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
 * A control document as it is looked at again and again.
 *
 * @param document null = there is none
 * @param initial holds without a document
 * @param schedule of the document, if it has one
 */
record RatePlan(
    @Nullable RateDocument document, InitialRate initial, Optional<RateSchedule> schedule) {
  static RatePlan of(@Nullable RateDocument document, InitialRate initial) {
    return new RatePlan(document, initial, document == null ? Optional.empty() : document.rates());
  }

  /** The span of the schedule that holds at a time. */
  Optional<RateSchedule.Span> span(Instant now) {
    return schedule.flatMap(rates -> rates.at(now));
  }

  /** What is to be taken a second, as of a time; infinite = unlimited. */
  double perSecond(Instant now) {
    Double set = document == null ? initial.perSecond() : document.rate();
    return span(now)
        .map(RateSchedule.Span::perSecond)
        .orElse(set == null ? Double.POSITIVE_INFINITY : set);
  }

  /**
   * The rules as readers know them.
   *
   * @param version what they call this version
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
