package io.renwu.connector.redis.streams.lease;

import io.renwu.connector.redis.streams.SystemClock;
import io.renwu.connector.redis.streams.client.JobLease;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.lease.LeaseProtocol.Step;
import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acquires the lease for the enumerator of a source, renews it once a second and releases it at the
 * end. {@link LeaseProtocol} makes all decisions. Used by the coordinator's thread only. Commands
 * do not block it, except before a checkpoint that follows a pause of the process.
 */
public final class LeaseKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
  private static final Duration RENEWAL = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final int MAX_REFUSALS = 5;

  private final @Nullable LeaseSettings settings;
  private final RedisStreams redis;
  private final SystemClock clock;
  private final Executor coordinator;
  private final String job;
  private final String host;
  private final LeaseProtocol protocol;
  private String since = "";
  private boolean hasAsked;
  private boolean inFlight;
  private boolean failing;
  private boolean closed;
  private int refusals;
  private long askedNanos;
  private @Nullable RuntimeException fatal;

  /**
   * Creates a keeper that does not hold the lease.
   *
   * @param settings null if the source needs no lease: it counts as held
   * @param redis closed by the caller, after the keeper
   * @param coordinator runs in the enumerator's thread
   * @param variables the variables of the enumerator's metric group, which name the job and its
   *     host
   * @param number the fencing number in the checkpoint; 0 = none
   */
  public LeaseKeeper(
      @Nullable LeaseSettings settings,
      RedisStreams redis,
      SystemClock clock,
      Executor coordinator,
      Map<String, String> variables,
      long number) {
    this.settings = settings;
    this.redis = redis;
    this.clock = clock;
    this.coordinator = coordinator;
    this.job = variables.getOrDefault("<job_id>", "?");
    this.host = variables.getOrDefault("<host>", "?");
    this.protocol = new LeaseProtocol(settings == null ? "" : settings.owner(), number);
  }

  /**
   * Acquires or renews the lease, if that is due.
   *
   * @throws SuppressRestartsException if another job holds the lease and this one has to end
   */
  public void acquireOrRenew() {
    if (settings == null) {
      return;
    }
    if (fatal != null) {
      throw fatal;
    }
    long nowNanos = clock.nanos();
    Duration interval = protocol.isHeld() ? RENEWAL : POLL;
    if (inFlight || (hasAsked && nowNanos - askedNanos < interval.toNanos())) {
      return;
    }
    hasAsked = true;
    askedNanos = nowNanos;
    if (protocol.isHeld()) {
      ask(redis.renewLease(lease().role(), ownLease(false)), held -> renewed(held, nowNanos));
    } else {
      ask(redis.lease(lease().role()), this::decide);
    }
  }

  private LeaseSettings lease() {
    return Objects.requireNonNull(settings, "without settings, Redis is never asked");
  }

  private JobLease ownLease(boolean released) {
    return new JobLease(protocol.number(), lease().owner(), job, host, since, 0, released);
  }

  private void decide(Optional<JobLease> present) {
    JobLease previous = protocol.seen();
    Step step = protocol.nextStep(present, clock.nanos());
    String holder = present.map(JobLease::holder).orElse("nobody");
    if (previous == null && step == Step.WAIT) {
      LOG.info("{} holds {}; waiting for its release", holder, lease().name());
    }
    if (step == Step.REFUSED) {
      fatal = endingException(refusal(holder));
    } else if (step == Step.ACQUIRE) {
      since = Instant.ofEpochMilli(clock.millis()).toString();
      long nowNanos = clock.nanos();
      ask(
          redis.acquireLease(lease().role(), present, ownLease(false)),
          number -> acquired(number, present, nowNanos));
    }
  }

  private void acquired(long number, Optional<JobLease> previous, long sentNanos) {
    if (number > 0) {
      protocol.acquired(number, sentNanos);
      LOG.info(
          "acquired {} with number {}; previous holder: {}",
          lease().name(),
          number,
          previous.map(JobLease::holder).orElse("nobody"));
    }
  }

  private void renewed(boolean held, long sentNanos) {
    if (held) {
      protocol.renewed(sentNanos);
    } else {
      ask(redis.lease(lease().role()), present -> present.ifPresent(this::lost));
    }
  }

  private void lost(JobLease to) {
    protocol.lost(to);
    String message =
        lease().name()
            + " was taken by "
            + to.holder()
            + ", with number "
            + to.number()
            + "; this job had number "
            + protocol.number();
    fatal =
        to.owner().equals(lease().owner())
            ? new LeaseException(message + ": it is the same job, restarted elsewhere")
            : endingException(
                message
                    + " and could not renew it, or Redis lost it. This job ends and completes no"
                    + " further checkpoint. To keep this job, stop the other one and start this"
                    + " one from its last checkpoint");
  }

  private String refusal(String holder) {
    return "found that "
        + holder
        + " holds and renews "
        + lease().name()
        + ", expected no other job on it. This job ends; it has read and written nothing. Stop the"
        + " other job first, with a savepoint, and start this one from that. Two systems on one"
        + " Redis need two key prefixes (queue.key.prefix)";
  }

  private static RuntimeException endingException(String message) {
    return new SuppressRestartsException(new LeaseException(message));
  }

  private <A> void ask(CompletableFuture<A> command, Consumer<A> handler) {
    inFlight = true;
    var unused =
        command.whenComplete(
            (answer, failure) ->
                coordinator.execute(
                    () -> {
                      inFlight = false;
                      if (closed) {
                        return;
                      }
                      if (failure == null) {
                        failing = false;
                        refusals = 0;
                        handler.accept(answer);
                      } else {
                        countFailure(failure);
                      }
                    }));
  }

  private void countFailure(Throwable failure) {
    if (!failing) {
      LOG.warn("asking Redis for {} failed; trying again", lease().name(), failure);
    }
    failing = true;
    protocol.restartWait();
    refusals = RedisStreamsException.isRefusal(failure) ? refusals + 1 : 0;
    if (refusals >= MAX_REFUSALS) {
      fatal = new IllegalStateException("Redis refuses the commands for the lease", failure);
    }
  }

  /**
   * Whether the job acquired the lease and has not lost it; stays true while Redis does not answer.
   */
  public boolean isHeld() {
    return settings == null || protocol.isHeld();
  }

  /**
   * Whether Redis confirmed the lease within the last few seconds. If not, the caller stops reading
   * at once.
   */
  public boolean mayRead() {
    return settings == null || protocol.mayRead(clock.nanos());
  }

  /** The fencing number to store in the checkpoint. */
  public long number() {
    return protocol.number();
  }

  /**
   * Checks the lease before a checkpoint. Asks Redis unless the answer is certain: it is before the
   * lease was first acquired, and, while Redis does not answer, if a checkpoint already covers
   * everything that was read.
   *
   * @throws IOException if another job holds the lease or may have acquired it
   */
  public void beforeCheckpoint() throws IOException {
    if (settings == null) {
      return;
    }
    if (fatal != null || protocol.lostTo() != null) {
      throw new IOException("another job holds " + lease().name(), fatal);
    }
    if (!protocol.mayCheckpoint(clock.nanos())) {
      askAgain();
    }
  }

  /** Asks Redis after a pause of the process, in which another job may have acquired the lease. */
  private void askAgain() throws IOException {
    long nowNanos = clock.nanos();
    try {
      boolean held =
          redis
              .renewLease(lease().role(), ownLease(false))
              .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      if (!held) {
        throw new IOException("another job holds " + lease().name());
      }
      protocol.renewed(nowNanos);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("it is not known whether " + lease().name() + " is still held", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /**
   * Releases the lease if the job holds it, so that the next job need not wait; blocks for 2 s at
   * most.
   */
  @Override
  public void close() {
    closed = true;
    if (settings == null || !protocol.isHeld()) {
      return;
    }
    try {
      var unused =
          redis
              .renewLease(lease().role(), ownLease(true))
              .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.info("{} was not released; it expires by itself", lease().name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
