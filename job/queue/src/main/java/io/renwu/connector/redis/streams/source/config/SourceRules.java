package io.renwu.connector.redis.streams.source.config;

import io.renwu.connector.redis.streams.lease.LeaseSettings;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * By what a source takes, besides the control document.
 *
 * @param initialRate holds while no control document was ever set
 * @param lease without which nothing is taken; null = any number of jobs may use the queue
 */
public record SourceRules(InitialRate initialRate, @Nullable LeaseSettings lease)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Unlimited until somebody says otherwise, and no lease. */
  public static final SourceRules DEFAULT = new SourceRules(InitialRate.UNLIMITED, null);
}
