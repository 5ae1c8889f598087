package io.renwu.connector.redis.streams.source.config;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * Decides whether a job may begin without a checkpoint. The source's coordinator asks at such a
 * start, and at each restart before the first completed checkpoint.
 */
@FunctionalInterface
public interface FirstStart extends Serializable {
  /** Always allows it. */
  FirstStart ALLOWED = Optional::empty;

  /**
   * The reason for a refusal; empty if the job may begin. May block for seconds.
   *
   * @throws IOException if there is no answer now: the attempt fails, and the next one asks again
   */
  Optional<String> refusal() throws IOException;
}
