package io.renwu.function;

import java.io.Serializable;

/**
 * Counts events whose processing fails the job, so that an event that fails repeatedly can be given
 * up. Thread-safe.
 */
@FunctionalInterface
public interface FailureCounter extends Serializable {
  /** Counts nothing, so that no event is ever given up. */
  FailureCounter NONE = (event, failure) -> {};

  /** Counts a failure that the event may have caused. Waits for a bounded time, never throws. */
  void count(QueuedEvent event, Throwable failure);
}
