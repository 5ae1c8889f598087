package io.renwu.chaos;

import io.renwu.server.FlinkCluster;
import io.renwu.server.RunningProcess;

/** Kills a process or asks it to end, and starts it again. */
final class ProcessEnd implements FaultAction {
  private final ChaosCluster cluster;
  private final ProcessName process;
  private final boolean forced;

  ProcessEnd(ChaosCluster cluster, ProcessName process, boolean forced) {
    this.cluster = cluster;
    this.process = process;
    this.forced = forced;
  }

  @Override
  public void begin(Fault fault) {
    RunningProcess running = cluster.process(target(fault));
    if (forced) {
      running.kill();
    } else {
      running.stop();
    }
  }

  /**
   * Submits the jobs again after the JobManager ended, which without high availability lost them.
   */
  @Override
  public void end(Fault fault) {
    if (target(fault).equals(FlinkCluster.JOB_MANAGER)) {
      cluster.up(ignored -> {});
    } else {
      cluster.startProcesses();
    }
  }

  @Override
  public String target(Fault fault) {
    return process.of(fault);
  }
}
