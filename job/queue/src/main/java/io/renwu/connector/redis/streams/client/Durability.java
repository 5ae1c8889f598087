package io.renwu.connector.redis.streams.client;

import java.io.Serializable;
import java.time.Duration;

/**
 * Who must have what is written before a checkpoint completes.
 *
 * @param replicas so many replicas of every server; 0 = none
 * @param appendOnlyFile the disk under every server's append-only file; needs Redis 7.2
 * @param timeout how long they may take
 */
public record Durability(int replicas, boolean appendOnlyFile, Duration timeout)
    implements Serializable {
  /** The server's word is enough. */
  public static final Durability NONE = new Durability(0, false, Duration.ofSeconds(10));

  public Durability {
    if (replicas < 0 || timeout.isNegative()) {
      throw new IllegalArgumentException("replicas and timeout of a sink must not be negative");
    }
  }

  /** Whether anything is to be waited for. */
  public boolean isWaiting() {
    return replicas > 0 || appendOnlyFile;
  }
}
