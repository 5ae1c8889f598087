package io.renwu.engine;

import java.io.Serializable;
import java.time.Duration;

/**
 * The engine's settings.
 *
 * @param deduplicationHorizon how long after an event's receipt another event with its id is a
 *     duplicate; zero disables deduplication
 * @param memoryHorizon how long after their end cancellable events, frequencies, limits, budgets
 *     and expired claims are kept, which no task rule lets expire
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
    if (memoryHorizon.isNegative()) {
      throw new IllegalArgumentException("memoryHorizon must not be negative: " + memoryHorizon);
    }
  }
}
