package io.renwu.connector.redis.streams.source.config;

import static java.util.Objects.requireNonNull;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.client.RecordFailures;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a record whose processing keeps failing is given up, and what replaces it. Each
 * failure ends an attempt of the job. The source counts the failures of the deserializer, {@link
 * io.renwu.connector.redis.streams.failure.FailureLedger} those of the operators after it.
 *
 * @param restarts the number of failures, each followed by a restart, after which a record is given
 *     up; 0 = never, and failures are not counted
 * @param replacement makes the element that replaces the record; null if none is given up
 */
public record PoisonPolicy<T>(int restarts, @Nullable Replacement<T> replacement)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Makes the element that replaces a record that is given up. */
  @FunctionalInterface
  public interface Replacement<T> extends Serializable {
    /** Must neither fail nor return null: a replacement has no replacement. */
    T replace(QueueRecord record, RecordFailures failures);
  }

  public PoisonPolicy {
    if (restarts < 0) {
      throw new IllegalArgumentException("found " + restarts + " restarts, expected 0 or more");
    }
    if (restarts > 0) {
      requireNonNull(replacement, "replacement");
    }
  }

  /**
   * Never gives up: a job that fails on a record restarts for as long as its restart strategy
   * allows.
   */
  public static <T> PoisonPolicy<T> never() {
    return new PoisonPolicy<>(0, null);
  }

  /** The element that replaces a record that is given up; only if this {@link #isOn is on}. */
  public T replace(QueueRecord record, RecordFailures failures) {
    Replacement<T> made = requireNonNull(replacement, "a policy that is on has a replacement");
    return requireNonNull(made.replace(record, failures), "replacement");
  }

  /** Whether failures are counted at all. */
  public boolean isOn() {
    return restarts > 0;
  }
}
