package io.renwu.connector.redis.streams.lease;

import io.renwu.connector.redis.streams.client.JobLease;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a job acquires a lease, waits for it, holds it or is fenced. Time is a parameter,
 * from a monotonic clock; clocks of different machines are never compared. Does no I/O. Not
 * thread-safe.
 *
 * <pre>
 * free or held by this submission           acquire
 * released for GRACE or longer              acquire
 * not renewed for LAPSE or longer           acquire
 * renewed BEATS times by another job        refused
 * </pre>
 */
final class LeaseProtocol {
  /** The next step of a job that does not hold the lease. */
  enum Step {
    WAIT,
    ACQUIRE,
    REFUSED
  }

  /** After this time without a renewal a waiting job may acquire the lease. */
  static final Duration LAPSE = Duration.ofSeconds(10);

  /** After this time without a renewal the holder stops reading, well before the lease expires. */
  static final Duration FRESH = Duration.ofSeconds(5);

  /**
   * A released lease is free after this time: a job that fails over releases and acquires it within
   * milliseconds.
   */
  static final Duration GRACE = Duration.ofMillis(500);

  /**
   * The number of renewals by another job after which this one is refused; a job that is ending
   * renews once or twice.
   */
  static final int BEATS = 5;

  private final String owner;
  private @Nullable JobLease seen;
  private long seenNanos;
  private int beats;
  private boolean unanswered;
  private long number;
  private boolean held;
  private long verifiedNanos;
  private boolean mustNotRead;
  private boolean allReadCovered;
  private @Nullable JobLease lostTo;

  /**
   * Creates the protocol of a job that has not seen the lease yet.
   *
   * @param number the job's greatest fencing number, from its checkpoint; 0 = none
   */
  LeaseProtocol(String owner, long number) {
    this.owner = owner;
    this.number = number;
  }

  /** The next step for a lease that was read from Redis. */
  Step nextStep(Optional<JobLease> present, long nowNanos) {
    if (present.isEmpty() || present.get().owner().equals(owner)) {
      return Step.ACQUIRE;
    }
    JobLease lease = present.get();
    if (unanswered) {
      unanswered = false;
      seenNanos = nowNanos;
    }
    if (!lease.equals(seen)) {
      boolean renewed = seen != null && seen.number() == lease.number() && !lease.released();
      beats = renewed ? beats + 1 : 0;
      seen = lease;
      seenNanos = nowNanos;
    }
    if (beats >= BEATS) {
      return Step.REFUSED;
    }
    Duration patience = lease.released() ? GRACE : LAPSE;
    return nowNanos - seenNanos >= patience.toNanos() ? Step.ACQUIRE : Step.WAIT;
  }

  /** Restarts the wait, because Redis did not answer: the holder could not renew either. */
  void restartWait() {
    unanswered = true;
  }

  /** Records that the lease was acquired. */
  void acquired(long newNumber, long askedNanos) {
    number = newNumber;
    held = true;
    verifiedNanos = askedNanos;
  }

  /** Records that a command sent at that time renewed the lease. */
  void renewed(long askedNanos) {
    verifiedNanos = askedNanos;
  }

  /** Records that another job holds the lease. */
  void lost(JobLease to) {
    lostTo = to;
  }

  /** Whether the job acquired the lease and has not seen another job acquire it since. */
  boolean isHeld() {
    return held && lostTo == null;
  }

  private boolean isFresh(long nowNanos) {
    return isHeld() && nowNanos - verifiedNanos < FRESH.toNanos();
  }

  /**
   * Whether the job holds the lease by an answer so recent that no other job can have acquired it.
   * If not, the caller stops reading at once.
   */
  boolean mayRead(long nowNanos) {
    boolean fresh = isFresh(nowNanos);
    allReadCovered &= !fresh;
    mustNotRead = !fresh;
    return fresh;
  }

  /**
   * Whether a checkpoint is certain to cover nothing that was read while another job held the
   * lease. This is certain until the lease may have expired, and after that if nothing was read
   * since the last such checkpoint.
   */
  boolean mayCheckpoint(long nowNanos) {
    if (!held || lostTo != null) {
      return lostTo == null;
    }
    if (nowNanos - verifiedNanos < LAPSE.toNanos()) {
      allReadCovered = mustNotRead;
      return true;
    }
    return allReadCovered;
  }

  /** The lease of the job that replaced this one; null = none is known. */
  @Nullable JobLease lostTo() {
    return lostTo;
  }

  /** The lease of another job as last seen while this job waited. */
  @Nullable JobLease seen() {
    return seen;
  }

  /** The greatest fencing number that the job ever had. */
  long number() {
    return number;
  }
}
