package io.renwu.chaos.outage;

import io.renwu.chaos.cluster.ChaosCluster;
import io.renwu.chaos.fault.Fault;
import io.renwu.server.FlinkCluster;

/** Selects the process that a fault affects. */
public interface ProcessName {
  String of(Fault fault);

  /** One of the TaskManagers. */
  static ProcessName ofTaskManager() {
    return fault -> FlinkCluster.taskManagerName(1 + fault.choice() % ChaosCluster.TASK_MANAGERS);
  }

  /** Always the same one. */
  static ProcessName always(String name) {
    return fault -> name;
  }
}
