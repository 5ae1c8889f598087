package io.renwu.connector.redis.streams.client;

import java.io.Serializable;
import java.time.Duration;

/**
 * What must hold the written records before a checkpoint completes.
 *
 * @param replicas the number of replicas of every server; 0 = none
 * @param appendOnlyFile whether every server's append-only file on disk must; needs Redis 7.2
 * @param timeout how long they may take
 */
public record Durability(int replicas, boolean appendOnlyFile, Duration timeout)
    implements Serializable {
  /** The server's acknowledgement suffices. */
  public static final Durability NONE = new Durability(0, false, Duration.ofSeconds(10));

  public Durability {
    if (replicas < 0 || timeout.isNegative()) {
      throw new IllegalArgumentException("replicas and timeout of a sink must not be negative");
    }
  }

  /** Whether there is anything to wait for. */
  public boolean isWaiting() {
    return replicas > 0 || appendOnlyFile;
  }
}
