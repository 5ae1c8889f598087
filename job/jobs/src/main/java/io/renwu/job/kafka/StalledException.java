package io.renwu.job.kafka;

import java.io.IOException;
import java.time.Duration;

/** Kafka stopped delivering records that exist. */
public final class StalledException extends IOException {
  private static final long serialVersionUID = 1L;

  StalledException(String what, Duration most) {
    super("Kafka delivered no more records of " + what + " for " + most.toSeconds() + " s");
  }
}
