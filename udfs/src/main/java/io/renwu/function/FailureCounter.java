package io.renwu.function;

import java.io.Serializable;

/**
 * Told of events whose processing failed, before the job fails by them, so that one that fails
 * again and again can be given up. Thread-safe.
 */
@FunctionalInterface
public interface FailureCounter extends Serializable {
  /** Counts nothing: no event is ever given up. */
  FailureCounter NONE = (event, failure) -> {};

  /** Counts a failure if it may be due to the event; waits for a bounded time, never throws. */
  void count(QueuedEvent event, Throwable failure);
}
