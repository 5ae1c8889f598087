package io.renwu.connector.redis.streams.source.config;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * Whether a job may begin without a checkpoint. The source's coordinator asks at such a start only,
 * and again at each restart before the first completed checkpoint.
 */
@FunctionalInterface
public interface FirstStart extends Serializable {
  /** It always may. */
  FirstStart ALLOWED = Optional::empty;

  /**
   * Why it may not; empty if it may. May block for seconds.
   *
   * @throws IOException if that cannot be told now: the attempt fails, and the next one asks again
   */
  Optional<String> refusal() throws IOException;
}
