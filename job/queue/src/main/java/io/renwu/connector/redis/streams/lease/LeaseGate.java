package io.renwu.connector.redis.streams.lease;

import io.renwu.connector.redis.streams.client.JobLease;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import java.io.Serializable;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a task of a job passes before it touches what another job may be using: waits until the job
 * has the lease. Does not take it; the job's enumerator does.
 */
public final class LeaseGate implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(LeaseGate.class);
  private static final long POLL_MILLIS = 100;
  private static final int MAX_REFUSALS = 5;
  private static final int LOOKS_BEFORE_A_WORD = 50;

  private final RedisAccess access;
  private final LeaseSettings settings;

  /** The gate of a job. */
  public LeaseGate(RedisAccess access, LeaseSettings settings) {
    this.access = access;
    this.settings = settings;
  }

  /**
   * Waits without end; ends with an interrupt, as of a task that is cancelled.
   *
   * @throws IllegalStateException if Redis refuses to say, or on an interrupt
   */
  public void pass() {
    try (RedisStreams redis = LettuceRedisStreams.connect(access)) {
      int looks = 0;
      while (!isOpen(redis, looks)) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        looks++;
        if (looks == LOOKS_BEFORE_A_WORD) {
          LOG.warn(
              "this task waits for {}: another job has it, or Redis does not answer",
              settings.name());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + settings.name(), e);
    }
  }

  private boolean isOpen(RedisStreams redis, int looks) throws InterruptedException {
    try {
      Optional<JobLease> lease = redis.lease(settings.role()).get();
      return lease
          .map(found -> found.owner().equals(settings.owner()) && !found.released())
          .orElse(false);
    } catch (ExecutionException e) {
      if (RedisStreamsException.isRefusal(e.getCause()) && looks >= MAX_REFUSALS) {
        throw new IllegalStateException("Redis refuses to say who has " + settings.name(), e);
      }
      LOG.debug("{} cannot be asked for; trying again", settings.name(), e);
      return false;
    }
  }
}
