package io.renwu.flink;

import io.renwu.patience.Await;
import io.renwu.patience.ServerException;
import java.time.Duration;
import java.time.Instant;

/**
 * A completed checkpoint of a job that was triggered after some moment: whatever the job's sources
 * had sent on by that moment, all instances of its operators have taken in. Moments are of the
 * JobManager's clock.
 */
public final class LaterCheckpoint {
  private LaterCheckpoint() {}

  /** Whether a checkpoint is one. */
  public static boolean isSince(FlinkCheckpoints.Checkpoint checkpoint, Instant since) {
    return !checkpoint.completedAt().minusMillis(checkpoint.durationMillis()).isBefore(since);
  }

  /**
   * Waits for one.
   *
   * @throws ServerException if there is none in time, or Flink does not answer
   */
  public static void await(FlinkRest rest, String jobId, Instant since, Duration atMost) {
    Await.until(
        "a checkpoint of job " + jobId + " that was triggered after " + since,
        atMost,
        () -> rest.checkpoints(jobId).latest(),
        latest -> latest.filter(checkpoint -> isSince(checkpoint, since)).isPresent());
  }
}
