package io.renwu.connector.redis.streams.lease;

import io.renwu.connector.redis.streams.client.JobLease;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides, by what is seen of a lease, whether a job takes it, waits for it, has it or is fenced.
 * Time is a parameter, of a clock that only grows; clocks of different machines are never compared.
 * Does no I/O; not thread-safe.
 *
 * <pre>
 * nobody has it, or this submission has     take it
 * released, and so for GRACE                take it
 * not renewed for LAPSE                     take it
 * renewed BEATS times by another            refused
 * </pre>
 */
final class LeaseProtocol {
  /** What a job that has no lease does next. */
  enum Step {
    WAIT,
    TAKE,
    REFUSED
  }

  /** A lease that was not renewed for so long, as seen by one that waits, is nobody's. */
  static final Duration LAPSE = Duration.ofSeconds(10);

  /** A holder that could not renew for so long takes nothing: well before the lease lapses. */
  static final Duration FRESH = Duration.ofSeconds(5);

  /** A job that fails over releases and takes within milliseconds. */
  static final Duration GRACE = Duration.ofMillis(500);

  /** A job that is about to end still renews once or twice. */
  static final int BEATS = 5;

  private final String owner;
  private @Nullable JobLease seen;
  private long seenNanos;
  private int beats;
  private boolean unanswered;
  private long number;
  private boolean held;
  private long verifiedNanos;
  private boolean stopped;
  private boolean covered;
  private @Nullable JobLease lostTo;

  /**
   * Before the first look.
   *
   * @param number the greatest that the job had, by its checkpoint; 0 = none
   */
  LeaseProtocol(String owner, long number) {
    this.owner = owner;
    this.number = number;
  }

  /** What to do about a lease that another may have. */
  Step look(Optional<JobLease> present, long nowNanos) {
    if (present.isEmpty() || present.get().owner().equals(owner)) {
      return Step.TAKE;
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
    return nowNanos - seenNanos >= patience.toNanos() ? Step.TAKE : Step.WAIT;
  }

  /** Nobody could be asked: neither could the holder renew, so that the wait begins again. */
  void unanswered() {
    unanswered = true;
  }

  /** The lease was taken. */
  void taken(long newNumber, long askedNanos) {
    number = newNumber;
    held = true;
    verifiedNanos = askedNanos;
  }

  /** The lease was renewed, by a command sent then. */
  void renewed(long askedNanos) {
    verifiedNanos = askedNanos;
  }

  /** Another has it. */
  void lost(JobLease to) {
    lostTo = to;
  }

  /** Whether the job took the lease and knows of nobody who took it since. */
  boolean isHeld() {
    return held && lostTo == null;
  }

  private boolean isFresh(long nowNanos) {
    return isHeld() && nowNanos - verifiedNanos < FRESH.toNanos();
  }

  /**
   * Whether the job has it, by an answer so late that nobody else can have taken it; if not, the
   * caller stops taking now.
   */
  boolean mayTake(long nowNanos) {
    boolean fresh = isFresh(nowNanos);
    covered &= !fresh;
    stopped = !fresh;
    return fresh;
  }

  /**
   * A checkpoint is to be made: whether it covers nothing that was taken under another's lease. It
   * does not before the lease can have lapsed, and later if nothing was taken since such a
   * checkpoint.
   */
  boolean mayCheckpoint(long nowNanos) {
    if (!held || lostTo != null) {
      return lostTo == null;
    }
    if (nowNanos - verifiedNanos < LAPSE.toNanos()) {
      covered = stopped;
      return true;
    }
    return covered;
  }

  /** Who has it in the job's place; null = nobody that it knows of. */
  @Nullable JobLease lostTo() {
    return lostTo;
  }

  /** Who was seen to have it while this job waited, or null. */
  @Nullable JobLease seen() {
    return seen;
  }

  /** The fencing number: the greatest that the job ever had. */
  long number() {
    return number;
  }
}
