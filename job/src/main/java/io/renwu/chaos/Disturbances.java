package io.renwu.chaos;

import io.renwu.server.FlinkCluster;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** How each kind of fault is done to a cluster. */
final class Disturbances {
  private static final String KAFKA = "kafka";
  private static final String REDIS = "redis";

  private final Map<FaultKind, Disturbance> all = new EnumMap<>(FaultKind.class);

  /**
   * @param judged texts of tasks that may be published again
   */
  Disturbances(ChaosCluster cluster, ChaosSettings settings, Map<String, String> judged)
      throws IOException {
    ProcessName taskManager = ProcessName.ofTaskManager();
    ProcessName jobManager = ProcessName.always(FlinkCluster.JOB_MANAGER);
    ProcessName kafka = ProcessName.always(KAFKA);
    ProcessName redis = ProcessName.always(REDIS);
    all.put(FaultKind.KILL_TASKMANAGER, new ProcessEnd(cluster, taskManager, true));
    all.put(FaultKind.STOP_TASKMANAGER, new ProcessStop(cluster, taskManager));
    all.put(FaultKind.RESTART_TASKMANAGER, new ProcessEnd(cluster, taskManager, false));
    all.put(FaultKind.KILL_JOBMANAGER, new ProcessEnd(cluster, jobManager, true));
    all.put(FaultKind.STOP_JOBMANAGER, new ProcessStop(cluster, jobManager));
    all.put(FaultKind.KILL_KAFKA, new ProcessEnd(cluster, kafka, true));
    all.put(FaultKind.STOP_KAFKA, new ProcessStop(cluster, kafka));
    all.put(FaultKind.RESTART_KAFKA, new ProcessEnd(cluster, kafka, false));
    all.put(FaultKind.KILL_REDIS, new ProcessEnd(cluster, redis, true));
    all.put(FaultKind.STOP_REDIS, new ProcessStop(cluster, redis));
    all.put(FaultKind.RESTART_REDIS, new ProcessEnd(cluster, redis, false));
    all.put(FaultKind.CUT_KAFKA, new NetworkFault(cluster.toKafka(), TcpProxy::cut, "jobs, kafka"));
    all.put(
        FaultKind.SILENCE_KAFKA,
        new NetworkFault(cluster.toKafka(), TcpProxy::silence, "jobs, kafka"));
    all.put(FaultKind.CUT_REDIS, new NetworkFault(cluster.toRedis(), TcpProxy::cut, "jobs, redis"));
    all.put(
        FaultKind.SILENCE_REDIS,
        new NetworkFault(cluster.toRedis(), TcpProxy::silence, "jobs, redis"));
    cluster.disk().ifPresent(disk -> all.put(FaultKind.FILL_DISK, new FullDisk(disk)));
    all.put(FaultKind.LIMIT_RATE, new RateLimit(cluster.direct(), settings.ratePerSecond()));
    all.put(FaultKind.PUBLISH_TASK, new Republication(cluster.direct(), judged.values()));
    all.put(FaultKind.RESCALE, new JobChange(cluster, true, settings.patience()));
    all.put(FaultKind.UPGRADE, new JobChange(cluster, false, settings.patience()));
  }

  Disturbance of(FaultKind kind) {
    return all.get(kind);
  }
}
