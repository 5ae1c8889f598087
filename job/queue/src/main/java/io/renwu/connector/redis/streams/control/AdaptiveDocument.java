package io.renwu.connector.redis.streams.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.renwu.limit.AdaptiveRule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The adaptive rate in the control document: how the rate follows the lag of downstream consumers.
 *
 * @param signal the name of the downstream signal, which the job resolves
 * @param maxLag the lag at which the rate is at the floor, in the signal's units; greater than 0
 * @param floor the least rate, records a second; greater than 0
 * @param ceiling the greatest rate, records a second; the floor or more
 * @param everySeconds how often the rate may change, 1 to 60; null = 5
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdaptiveDocument(
    String signal, double maxLag, double floor, double ceiling, @Nullable Long everySeconds) {
  private static final long DEFAULT_SECONDS = 5;
  private static final long MOST_SECONDS = 60;

  public AdaptiveDocument {
    if (signal == null || signal.isEmpty()) {
      throw new IllegalArgumentException("found no signal, expected the name of one");
    }
    if (everySeconds != null && (everySeconds < 1 || everySeconds > MOST_SECONDS)) {
      throw new IllegalArgumentException(
          "found everySeconds " + everySeconds + ", expected 1 to " + MOST_SECONDS);
    }
    rule(maxLag, floor, ceiling, everySeconds);
  }

  /** The rule with these values. */
  public AdaptiveRule rule() {
    return rule(maxLag, floor, ceiling, everySeconds);
  }

  private static AdaptiveRule rule(
      double maxLag, double floor, double ceiling, @Nullable Long everySeconds) {
    long seconds = everySeconds == null ? DEFAULT_SECONDS : everySeconds;
    return new AdaptiveRule(maxLag, floor, ceiling, Duration.ofSeconds(seconds));
  }
}
