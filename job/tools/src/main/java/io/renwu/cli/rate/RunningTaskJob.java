package io.renwu.cli.rate;

import io.renwu.connector.redis.streams.client.Keys;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.job.QueueConnection;
import io.renwu.job.RenwuJob;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.timeout.Await;
import io.renwu.timeout.Patience;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Checks whether a task job reads the queue now, wherever it runs. */
public final class RunningTaskJob {
  /** Longer than the last report of an ended job stays in Redis. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private RunningTaskJob() {}

  /**
   * Refuses a second task job. A running job replaces its report every second; the report of an
   * ended job expires after seconds.
   *
   * @throws ServerException if a task job reads the queue, or Redis does not answer
   */
  public static void refuseSecond(RenwuJob job, RenwuConfig settings) {
    if (job != RenwuJob.TASKS) {
      return;
    }
    Optional<String> first = report(settings);
    if (first.isEmpty()) {
      return;
    }
    Optional<String> next =
        Await.until(
            "the report of the task job to change or to expire",
            PATIENCE,
            () -> report(settings),
            report -> !report.equals(first));
    next.ifPresent(
        document -> {
          throw new ServerException(
              "a task job reads this queue already: it reported at "
                  + RateReport.parse(document).at()
                  + " ("
                  + Keys.of(new SystemAccess(settings).redis()).status()
                  + " at "
                  + settings.get(Options.REDIS_URI)
                  + "). A second one would duplicate or lose rewards; stop that one first. To check"
                  + " task documents: ./renwu validate DIR");
        });
  }

  private static Optional<String> report(RenwuConfig settings) {
    try {
      return QueueConnection.queue(
          new SystemAccess(settings).redis(), Patience.OF_COMMANDS.answer(), QueueAccess::report);
    } catch (IOException e) {
      throw new ServerException(e.getMessage(), e);
    }
  }
}
