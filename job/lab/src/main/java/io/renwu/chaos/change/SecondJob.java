package io.renwu.chaos.change;

import io.renwu.chaos.cluster.ChaosCluster;
import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.chaos.fault.ViolationException;
import io.renwu.flink.FlinkRest;
import io.renwu.flink.JobSubmission;
import io.renwu.job.RenwuJob;
import io.renwu.server.ProjectHome;
import io.renwu.timeout.Await;
import io.renwu.timeout.ServerException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.time.Deadline;

/**
 * Submits a second job of the same system while the first runs. It must be refused when it is
 * submitted, or before it completes a checkpoint. One that still runs after that is canceled.
 */
public final class SecondJob implements FaultAction {
  /** Long enough for a job that is not refused to complete a checkpoint. */
  private static final Duration TRIAL = Duration.ofSeconds(30);

  private final ChaosCluster cluster;
  private final RenwuJob job;
  private final Duration patience;
  private Optional<String> second = Optional.empty();

  public SecondJob(ChaosCluster cluster, RenwuJob job, Duration patience) {
    this.cluster = cluster;
    this.job = job;
    this.patience = patience;
  }

  @Override
  public void begin(Fault fault) {
    try {
      second =
          Optional.of(
              cluster
                  .rest()
                  .submit(
                      JobSubmission.fresh(
                          ProjectHome.jobJar(),
                          job.mainClass(),
                          cluster.throughProxies().arguments(),
                          1)));
    } catch (ServerException refused) {
      second = Optional.empty();
    }
  }

  @Override
  public void end(Fault fault) throws ViolationException {
    if (second.isEmpty()) {
      return;
    }
    String id = second.get();
    FlinkRest rest = cluster.rest();
    boolean completed = completesCheckpoint(rest, id);
    if (!FlinkRest.isOver(rest.status(id))) {
      rest.cancel(id);
      Await.until("the end of the second job", patience, () -> rest.status(id), FlinkRest::isOver);
    }
    if (completed) {
      throw new ViolationException(
          "a second "
              + job.title()
              + " of the same system completed a checkpoint, expected that it was refused");
    }
  }

  private static boolean completesCheckpoint(FlinkRest rest, String id) {
    Deadline deadline = Deadline.fromNow(TRIAL);
    while (deadline.hasTimeLeft() && !FlinkRest.isOver(rest.status(id))) {
      if (rest.checkpoints(id).latest().isPresent()) {
        return true;
      }
      Await.pause("the second job");
    }
    return false;
  }

  @Override
  public String target(Fault fault) {
    return job.title().replace("renwu-", "second ");
  }
}
