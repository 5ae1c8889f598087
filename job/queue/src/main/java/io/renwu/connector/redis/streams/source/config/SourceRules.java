package io.renwu.connector.redis.streams.source.config;

import io.renwu.connector.redis.streams.lease.LeaseSettings;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a source besides the control document.
 *
 * @param initialRate applies until a control document is set
 * @param lease that the job must hold to read; null = any number of jobs may use the queue
 */
public record SourceRules(InitialRate initialRate, @Nullable LeaseSettings lease)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Unlimited until a control document is set, and no lease. */
  public static final SourceRules DEFAULT = new SourceRules(InitialRate.UNLIMITED, null);
}
