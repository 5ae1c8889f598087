package io.renwu.flink;

import io.renwu.timeout.Await;
import io.renwu.timeout.ServerException;
import java.time.Duration;
import java.time.Instant;

/**
 * Finds completed checkpoints that were triggered after a moment. They prove that the job's
 * operators have processed all that its sources emitted before that moment. Moments are by the
 * JobManager's clock.
 */
public final class LaterCheckpoint {
  private LaterCheckpoint() {}

  /** Whether a checkpoint was triggered at or after the moment. */
  public static boolean isSince(FlinkCheckpoints.Checkpoint checkpoint, Instant since) {
    return !checkpoint.completedAt().minusMillis(checkpoint.durationMillis()).isBefore(since);
  }

  /**
   * Waits for a checkpoint that was triggered after the moment.
   *
   * @throws ServerException on timeout, or if Flink does not answer
   */
  public static void await(FlinkRest rest, String jobId, Instant since, Duration atMost) {
    Await.until(
        "a checkpoint of job " + jobId + " that was triggered after " + since,
        atMost,
        () -> rest.checkpoints(jobId).latest(),
        latest -> latest.filter(checkpoint -> isSince(checkpoint, since)).isPresent());
  }
}
