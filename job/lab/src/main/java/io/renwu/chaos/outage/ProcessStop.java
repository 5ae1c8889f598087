package io.renwu.chaos.outage;

import io.renwu.chaos.cluster.ChaosCluster;
import io.renwu.chaos.fault.Fault;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.server.RunningProcess;

/** Suspends a process and resumes it later, when others may believe that it is dead. */
public final class ProcessStop implements FaultAction {
  private final ChaosCluster cluster;
  private final ProcessName process;

  public ProcessStop(ChaosCluster cluster, ProcessName process) {
    this.cluster = cluster;
    this.process = process;
  }

  @Override
  public void begin(Fault fault) {
    cluster.process(target(fault)).suspend();
  }

  @Override
  public void end(Fault fault) {
    RunningProcess stopped = cluster.process(target(fault));
    stopped.resume();
  }

  @Override
  public String target(Fault fault) {
    return process.of(fault);
  }
}
