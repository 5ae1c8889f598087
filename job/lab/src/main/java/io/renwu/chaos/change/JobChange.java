package io.renwu.chaos.change;

import io.renwu.chaos.cluster.ChaosCluster;
import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.cluster.Upgrade;
import io.renwu.job.RenwuJob;
import io.renwu.server.ProjectHome;
import io.renwu.timeout.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stops both jobs with savepoints and restarts them from these, with higher, lower or unchanged
 * parallelism.
 */
public final class JobChange implements FaultAction {
  /** The parallelisms in turn. */
  private static final int[] WIDTHS = {1, 4, 2};

  private final ChaosCluster cluster;
  private final boolean rescaled;
  private final Duration patience;

  public JobChange(ChaosCluster cluster, boolean rescaled, Duration patience) {
    this.cluster = cluster;
    this.rescaled = rescaled;
    this.patience = patience;
  }

  @Override
  public void begin(Fault fault) {
    List<String> messages = new ArrayList<>();
    Upgrade.Change change =
        new Upgrade.Change(
            ProjectHome.jobJar(),
            cluster.throughProxies(),
            rescaled ? Optional.of(width(fault)) : Optional.empty(),
            patience);
    Upgrade.Result result =
        Upgrade.local(
            cluster.folder(),
            List.of(RenwuJob.TASKS, RenwuJob.COLLECTOR),
            Optional.empty(),
            change,
            messages::add);
    if (result != Upgrade.Result.UPGRADED) {
      throw new ServerException("rolled back: " + String.join("; ", messages));
    }
  }

  @Override
  public void end(Fault fault) {}

  @Override
  public String target(Fault fault) {
    return rescaled ? "to " + width(fault) : "both jobs";
  }

  private static int width(Fault fault) {
    return WIDTHS[fault.choice() % WIDTHS.length];
  }
}
