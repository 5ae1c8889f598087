package io.renwu.cli.rate;

import io.renwu.connector.redis.streams.client.Keys;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.control.RateReport;
import io.renwu.job.QueueConnection;
import io.renwu.job.RenwuJob;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.patience.Await;
import io.renwu.patience.Patience;
import io.renwu.patience.ServerException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Whether a task job takes from the queue at this moment, wherever it runs. */
public final class RunningTaskJob {
  /** Longer than the last report of a job that has ended stays in Redis. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private RunningTaskJob() {}

  /**
   * Refuses a second task job. The report of a job that has just ended stays for seconds; one that
   * lives replaces it each second.
   *
   * @throws ServerException if one takes from the queue, or Redis does not tell
   */
  public static void refuseBeside(RenwuJob job, RenwuConfig settings) {
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
              "a task job takes from this queue already: it reported at "
                  + RateReport.parse(document).at()
                  + " ("
                  + Keys.of(new SystemAccess(settings).redis()).status()
                  + " at "
                  + settings.get(Options.REDIS_URI)
                  + "). A second one would double or lose rewards; stop that one first. To list and"
                  + " check task documents: ./renwu validate DIR");
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
