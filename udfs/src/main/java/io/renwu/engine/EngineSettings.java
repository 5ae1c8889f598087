package io.renwu.engine;

import java.io.Serializable;
import java.time.Duration;

/**
 * What an operator may set.
 *
 * @param deduplicationHorizon how long after an event's receipt, by {@code receivedAt}, another one
 *     with its id is a duplicate; zero switches de-duplication off
 * @param memoryHorizon how long after its end something is remembered that no rule of the task
 *     language lets go: what could be cancelled, frequencies, limits, budgets and expired claims;
 *     above zero
 */
public record EngineSettings(Duration deduplicationHorizon, Duration memoryHorizon)
    implements Serializable {
  public static final EngineSettings DEFAULTS =
      new EngineSettings(Duration.ofHours(24), Duration.ofDays(90));

  public EngineSettings(Duration deduplicationHorizon) {
    this(deduplicationHorizon, DEFAULTS.memoryHorizon());
  }

  public EngineSettings {
    if (deduplicationHorizon.isNegative()) {
      throw new IllegalArgumentException(
          "deduplicationHorizon must not be negative: " + deduplicationHorizon);
    }
    if (memoryHorizon.isNegative() || memoryHorizon.isZero()) {
      throw new IllegalArgumentException("memoryHorizon must be above zero: " + memoryHorizon);
    }
  }
}
