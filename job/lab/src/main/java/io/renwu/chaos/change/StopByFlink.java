package io.renwu.chaos.change;

import io.renwu.chaos.cluster.ChaosCluster;
import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.flink.FlinkRest;
import io.renwu.job.RenwuJob;
import io.renwu.timeout.Await;
import io.renwu.timeout.ServerException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Stops one or both jobs as an operator does in Flink's web UI: with a savepoint, or by canceling.
 * Then starts them again as {@code cluster up} does.
 */
public final class StopByFlink implements FaultAction {
  private static final List<List<RenwuJob>> CHOICES =
      List.of(
          List.of(RenwuJob.TASKS),
          List.of(RenwuJob.COLLECTOR, RenwuJob.TASKS),
          List.of(RenwuJob.COLLECTOR));

  private final ChaosCluster cluster;
  private final Duration patience;

  public StopByFlink(ChaosCluster cluster, Duration patience) {
    this.cluster = cluster;
    this.patience = patience;
  }

  @Override
  public void begin(Fault fault) {
    FlinkRest rest = cluster.rest();
    for (RenwuJob job : jobs(fault)) {
      String id =
          rest.latest(job.title())
              .filter(FlinkRest.Job::isRunning)
              .map(FlinkRest.Job::id)
              .orElseThrow(() -> new ServerException(job.title() + " does not run"));
      if (isCanceled(fault)) {
        rest.cancel(id);
        Await.until(
            "the end of " + job.title(), patience, () -> rest.status(id), FlinkRest::isOver);
      } else {
        rest.stopWithSavepoint(id, Optional.empty());
      }
    }
    cluster.up(ignored -> {});
  }

  @Override
  public void end(Fault fault) {}

  @Override
  public String target(Fault fault) {
    List<RenwuJob> jobs = jobs(fault);
    String name = jobs.size() > 1 ? "both" : jobs.get(0).title().replace("renwu-", "");
    return name + (isCanceled(fault) ? ", canceled" : ", savepoint");
  }

  private static List<RenwuJob> jobs(Fault fault) {
    return CHOICES.get(fault.choice() % CHOICES.size());
  }

  private static boolean isCanceled(Fault fault) {
    return fault.choice() / CHOICES.size() % 3 == 0;
  }
}
