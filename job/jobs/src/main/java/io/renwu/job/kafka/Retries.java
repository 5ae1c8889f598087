package io.renwu.job.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.time.Deadline;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;

/** Retries an operation on Kafka until a deadline. Not thread-safe. */
final class Retries {
  private static final long PAUSE_MILLIS = 200;

  private final Deadline deadline;
  private final Duration patience;
  private final String what;

  /**
   * Starts the deadline.
   *
   * @param what the operation, as in "cannot read the topic"
   */
  Retries(Duration patience, String what) {
    this.deadline = Deadline.fromNow(patience);
    this.patience = patience;
    this.what = what;
  }

  /** Handles a failed answer of Kafka in the same way. */
  void awaitRetry(ExecutionException answer) throws IOException {
    awaitRetry(
        answer.getCause() instanceof KafkaException cause
            ? cause
            : new KafkaException(KafkaFailure.reason(answer), answer));
  }

  /**
   * Waits before the next attempt.
   *
   * @throws IOException if there is none: the deadline has passed, the failure is permanent, or the
   *     thread is interrupted
   */
  void awaitRetry(KafkaException failure) throws IOException {
    if (failure instanceof InterruptException) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while trying to " + what, failure);
    }
    boolean passes = failure instanceof RetriableException;
    if (!passes || deadline.isOverdue()) {
      throw new IOException(
          "cannot "
              + what
              + (passes ? " within " + patience.toSeconds() + " s" : "")
              + ": "
              + failure.getMessage(),
          failure);
    }
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while trying to " + what, e);
    }
  }
}
