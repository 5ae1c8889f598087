package io.renwu.chaos.outage;

import io.renwu.chaos.cluster.ChaosCluster;
import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.server.FlinkCluster;
import io.renwu.server.RunningProcess;

/** Kills a process or asks it to end, and starts it again. */
public final class ProcessEnd implements FaultAction {
  private final ChaosCluster cluster;
  private final ProcessName process;
  private final boolean forced;

  public ProcessEnd(ChaosCluster cluster, ProcessName process, boolean forced) {
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
