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
 * Takes a lease for the enumerator of a source, renews it once a second, and releases it at the
 * end. All is decided in {@link LeaseProtocol}, in the coordinator's thread; Redis is asked without
 * blocking it, but for a checkpoint behind a pause of the process.
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
  private final LeaseProtocol course;
  private String since = "";
  private boolean asked;
  private boolean underWay;
  private boolean failing;
  private boolean closed;
  private int refusals;
  private long askedNanos;
  private @Nullable RuntimeException fatal;

  /**
   * A keeper without the lease yet.
   *
   * @param settings null = the source is nobody's alone: the lease counts as held
   * @param redis is the caller's to close, after the keeper
   * @param coordinator runs in the enumerator's thread
   * @param variables of the enumerator's metric group: what Flink calls the job, and where it is
   * @param number of the checkpoint; 0 = none
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
    this.course = new LeaseProtocol(settings == null ? "" : settings.owner(), number);
  }

  /**
   * Does what is due.
   *
   * @throws SuppressRestartsException where another job has the lease: this one is to end
   */
  public void turn() {
    if (settings == null) {
      return;
    }
    if (fatal != null) {
      throw fatal;
    }
    long now = clock.nanos();
    Duration interval = course.isHeld() ? RENEWAL : POLL;
    if (underWay || (asked && now - askedNanos < interval.toNanos())) {
      return;
    }
    asked = true;
    askedNanos = now;
    if (course.isHeld()) {
      ask(redis.renewLease(lease().role(), mine(false)), held -> renewed(held, now));
    } else {
      ask(redis.lease(lease().role()), this::seen);
    }
  }

  private LeaseSettings lease() {
    return Objects.requireNonNull(settings, "without settings, Redis is never asked");
  }

  private JobLease mine(boolean released) {
    return new JobLease(course.number(), lease().owner(), job, host, since, 0, released);
  }

  private void seen(Optional<JobLease> present) {
    JobLease before = course.seen();
    Step step = course.look(present, clock.nanos());
    String holder = present.map(JobLease::holder).orElse("nobody");
    if (before == null && step == Step.WAIT) {
      LOG.info("{} is with {}; waiting for it", lease().name(), holder);
    }
    if (step == Step.REFUSED) {
      fatal = ending(refusal(holder));
    } else if (step == Step.TAKE) {
      since = Instant.ofEpochMilli(clock.millis()).toString();
      long now = clock.nanos();
      ask(
          redis.takeLease(lease().role(), present, mine(false)),
          number -> taken(number, present, now));
    }
  }

  private void taken(long number, Optional<JobLease> before, long sentNanos) {
    if (number > 0) {
      course.taken(number, sentNanos);
      LOG.info(
          "took {} with number {}, before: {}",
          lease().name(),
          number,
          before.map(JobLease::holder).orElse("nobody"));
    }
  }

  private void renewed(boolean held, long sentNanos) {
    if (held) {
      course.renewed(sentNanos);
    } else {
      ask(redis.lease(lease().role()), present -> present.ifPresent(this::lost));
    }
  }

  private void lost(JobLease to) {
    course.lost(to);
    String message =
        lease().name()
            + " was taken by "
            + to.holder()
            + ", with number "
            + to.number()
            + "; this job had number "
            + course.number();
    fatal =
        to.owner().equals(lease().owner())
            ? new LeaseException(message + ": it is the same job, begun again elsewhere")
            : ending(
                message
                    + " and could not renew it, or Redis lost it. This job ends and completes no"
                    + " checkpoint any more. If it is the one to keep: stop the other, and start"
                    + " this one from its last checkpoint");
  }

  private String refusal(String holder) {
    return "found that "
        + holder
        + " holds and renews "
        + lease().name()
        + ", expected no other job on it. This job ends; it has taken and written nothing. Stop the"
        + " other job first, with a savepoint, and start this one from that. Two systems on one"
        + " Redis need two key prefixes (queue.key.prefix)";
  }

  private static RuntimeException ending(String message) {
    return new SuppressRestartsException(new LeaseException(message));
  }

  private <A> void ask(CompletableFuture<A> command, Consumer<A> handler) {
    underWay = true;
    var unused =
        command.whenComplete(
            (answer, failure) ->
                coordinator.execute(
                    () -> {
                      underWay = false;
                      if (closed) {
                        return;
                      }
                      if (failure == null) {
                        failing = false;
                        refusals = 0;
                        handler.accept(answer);
                      } else {
                        failed(failure);
                      }
                    }));
  }

  private void failed(Throwable failure) {
    if (!failing) {
      LOG.warn("{} cannot be asked for; trying again", lease().name(), failure);
    }
    failing = true;
    course.unanswered();
    refusals = RedisStreamsException.isRefusal(failure) ? refusals + 1 : 0;
    if (refusals >= MAX_REFUSALS) {
      fatal = new IllegalStateException("Redis refuses the commands of the lease", failure);
    }
  }

  /** Whether the job has the lease and may be given work; also while Redis does not answer. */
  public boolean isHeld() {
    return settings == null || course.isHeld();
  }

  /** Whether Redis said so a few seconds ago; if not, the caller stops taking now. */
  public boolean mayTake() {
    return settings == null || course.mayTake(clock.nanos());
  }

  /** The fencing number, for the checkpoint. */
  public long number() {
    return course.number();
  }

  /**
   * A checkpoint is about to be made. Redis is asked whether the job still has the lease where that
   * is not certain; it is before the lease was first taken, and while Redis does not answer if all
   * that was taken is in a checkpoint already.
   *
   * @throws IOException if another job has the lease, or may have taken it meanwhile
   */
  public void beforeCheckpoint() throws IOException {
    if (settings == null) {
      return;
    }
    if (fatal != null || course.lostTo() != null) {
      throw new IOException("another job has " + lease().name(), fatal);
    }
    if (!course.mayCheckpoint(clock.nanos())) {
      askAgain();
    }
  }

  /** The process stood still: whether the lease is still the job's, Redis alone knows. */
  private void askAgain() throws IOException {
    long now = clock.nanos();
    try {
      boolean held =
          redis
              .renewLease(lease().role(), mine(false))
              .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      if (!held) {
        throw new IOException("another job has " + lease().name());
      }
      course.renewed(now);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("it is not known whether " + lease().name() + " is still held", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /**
   * Releases the lease if the job has it, so that the next one need not wait; waits 2 s at most.
   */
  @Override
  public void close() {
    closed = true;
    if (settings == null || !course.isHeld()) {
      return;
    }
    try {
      var unused =
          redis
              .renewLease(lease().role(), mine(true))
              .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.info("{} was not released; it lapses by itself", lease().name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
