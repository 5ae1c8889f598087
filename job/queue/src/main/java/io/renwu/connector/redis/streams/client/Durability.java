package io.renwu.connector.redis.streams.client;

import java.io.Serializable;
import java.time.Duration;

/**
 * Where the written records must be before a checkpoint completes.
 *
 * @param replicas the number of replicas of each server that must have them; 0 = none
 * @param appendOnlyFile whether the append-only file of each server must have them on disk; needs
 *     Redis 7.2
 * @param timeout the maximum wait
 */
public record Durability(int replicas, boolean appendOnlyFile, Duration timeout)
    implements Serializable {
  /** The server's acknowledgement suffices. */
  public static final Durability NONE = new Durability(0, false, Duration.ofSeconds(10));

  public Durability {
    if (replicas < 0 || timeout.isNegative()) {
      throw new IllegalArgumentException(
          "found "
              + replicas
              + " replicas and the timeout "
              + timeout
              + ", expected 0 or more of both");
    }
  }

  /** Whether there is anything to wait for. */
  public boolean isWaiting() {
    return replicas > 0 || appendOnlyFile;
  }
}
