package io.renwu.chaos;

import io.renwu.server.RunningProcess;

/** Suspends a process and resumes it later, when others may believe that it is dead. */
final class ProcessStop implements FaultAction {
  private final ChaosCluster cluster;
  private final ProcessName process;

  ProcessStop(ChaosCluster cluster, ProcessName process) {
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
