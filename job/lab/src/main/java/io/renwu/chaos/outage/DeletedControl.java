package io.renwu.chaos.outage;

import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.chaos.fault.ViolationException;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.flink.FlinkRest;
import io.renwu.flink.LaterCheckpoint;
import io.renwu.job.TaskJob;
import io.renwu.timeout.Await;
import io.renwu.timeout.ServerException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the keys of the rate in Redis while a rate is in force, and checks that it stays in
 * force.
 *
 * <pre>
 * read between two checkpoints  <=  1.1 * rate * (time between them + 1.5 s) + 20
 * </pre>
 *
 * <p>The tenth and the 20 allow for offsets without a record; the 1.5 s for tokens that had
 * accumulated or were leased.
 */
public final class DeletedControl implements FaultAction {
  private static final double WITHOUT_RECORDS = 1.1;
  private static final long MOST_UNEVEN = 20;
  private static final double LEASED_SECONDS = 1.5;

  private final QueueRate queue;
  private final FlinkRest rest;
  private final Duration patience;
  private final double[] rates;

  /** Null while no rate is in force. */
  private @Nullable Baseline baseline;

  /** How many records a checkpoint had read before the keys were deleted, and when. */
  private record Baseline(long records, long nanos) {}

  /**
   * @param load incoming records a second
   * @param patience how long a checkpoint may take
   */
  public DeletedControl(QueueRate queue, FlinkRest rest, int load, Duration patience) {
    this.queue = queue;
    this.rest = rest;
    this.patience = patience;
    this.rates = new double[] {0, load / 10.0, load / 4.0};
  }

  @Override
  public void begin(Fault fault) throws Exception {
    baseline = null;
    queue.set(rate(fault));
    Await.until("the rate in force", patience, queue::reported, report -> isInForce(fault, report));
    long nanos = System.nanoTime();
    awaitCheckpoint();
    // The marks that readers write after the first checkpoint are visible with the second.
    awaitCheckpoint();
    baseline = new Baseline(queue.recordsRead(), nanos);
    queue.delete(isAll(fault));
  }

  @Override
  public void end(Fault fault) throws Exception {
    try {
      if (baseline != null) {
        judge(fault, baseline);
      }
    } finally {
      queue.set(null);
    }
  }

  private void judge(Fault fault, Baseline before) throws Exception {
    awaitCheckpoint();
    long read = queue.recordsRead() - before.records();
    double seconds = (System.nanoTime() - before.nanos()) / 1e9;
    double most = WITHOUT_RECORDS * rate(fault) * (seconds + LEASED_SECONDS) + MOST_UNEVEN;
    if (read > most) {
      throw new ViolationException(
          String.format(
              Locale.ROOT,
              "%d records were read in %.1f s, expected at most %.0f at the rate %s",
              read,
              seconds,
              most,
              target(fault)));
    }
    try {
      Await.until(
          "the rate that was set", patience, queue::reported, report -> isInForce(fault, report));
    } catch (ServerException e) {
      throw new ViolationException(
          "the task job reports another rate than " + target(fault) + ": " + e.getMessage());
    }
  }

  private boolean isInForce(Fault fault, Optional<RateReport> report) {
    return report
        .map(RateReport::rate)
        .filter(rate -> Double.compare(rate, rate(fault)) == 0)
        .isPresent();
  }

  private void awaitCheckpoint() {
    Instant since = Instant.now();
    String job = rest.latest(TaskJob.NAME).map(FlinkRest.Job::id).orElse("");
    LaterCheckpoint.await(rest, job, since, patience);
  }

  private double rate(Fault fault) {
    return rates[fault.choice() % rates.length];
  }

  private static boolean isAll(Fault fault) {
    return fault.choice() / 3 % 4 == 0;
  }

  @Override
  public String target(Fault fault) {
    return Math.round(rate(fault)) + "/s" + (isAll(fault) ? ", all" : "");
  }
}
