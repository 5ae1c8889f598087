package io.renwu.engine;

import io.renwu.model.Event;
import io.renwu.rules.TaskCatalog;
import java.time.Instant;

/**
 * Decides what a user's behavior earns.
 *
 * <p>An instance remembers only what it could compute again, and serves one thread at a time.
 */
public final class TaskEngine {
  private final EngineSettings settings;

  public TaskEngine(EngineSettings settings) {
    this.settings = settings;
  }

  /**
   * Takes one event.
   *
   * @param state of the event's user
   * @param tasks all accepted versions
   */
  public Outcome decide(UserState state, Event event, TaskCatalog tasks) {
    if (!tasks.names(event.behavior()) || settings.deduplicationHorizon().isZero()) {
      return Outcome.nothing(state);
    }
    return Outcome.nothing(state);
  }

  /**
   * Forgets what no event received at or after a moment can need.
   *
   * @return the same instance if there is nothing of that kind
   */
  public UserState expire(UserState state, Instant receivedBefore, TaskCatalog tasks) {
    return state;
  }

  /** The earliest moment at which {@link #expire} would forget something, or null for never. */
  public Instant nextExpiry(UserState state, TaskCatalog tasks) {
    return null;
  }
}
