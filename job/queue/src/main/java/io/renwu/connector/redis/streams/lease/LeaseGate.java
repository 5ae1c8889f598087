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
 * Holds back a task until its job holds the lease, before it touches what another job may be using.
 * Does not acquire the lease; the job's enumerator does.
 */
public final class LeaseGate implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(LeaseGate.class);
  private static final long POLL_MILLIS = 100;
  private static final int MAX_REFUSALS = 5;
  private static final int ATTEMPTS_BEFORE_WARNING = 50;

  private final RedisAccess access;
  private final LeaseSettings settings;

  /** Creates the gate of a job. */
  public LeaseGate(RedisAccess access, LeaseSettings settings) {
    this.access = access;
    this.settings = settings;
  }

  /**
   * Waits without a time limit until the job holds the lease; cancelling the task interrupts the
   * wait.
   *
   * @throws IllegalStateException if Redis refuses the command, or on an interrupt
   */
  public void awaitLease() {
    try (RedisStreams redis = LettuceRedisStreams.connect(access)) {
      int attempts = 0;
      while (!isOpen(redis, attempts)) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        attempts++;
        if (attempts == ATTEMPTS_BEFORE_WARNING) {
          LOG.warn(
              "this task waits for {}: another job holds it, or Redis does not answer",
              settings.name());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + settings.name(), e);
    }
  }

  private boolean isOpen(RedisStreams redis, int attempts) throws InterruptedException {
    try {
      Optional<JobLease> lease = redis.lease(settings.role()).get();
      return lease
          .map(found -> found.owner().equals(settings.owner()) && !found.released())
          .orElse(false);
    } catch (ExecutionException e) {
      if (RedisStreamsException.isRefusal(e.getCause()) && attempts >= MAX_REFUSALS) {
        throw new IllegalStateException("Redis refuses to say who holds " + settings.name(), e);
      }
      LOG.debug("asking Redis for {} failed; trying again", settings.name(), e);
      return false;
    }
  }
}
