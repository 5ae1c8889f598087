package io.renwu.chaos;

import io.renwu.chaos.change.JobChange;
import io.renwu.chaos.change.SecondJob;
import io.renwu.chaos.change.SecondSystem;
import io.renwu.chaos.change.StopByFlink;
import io.renwu.chaos.cluster.ChaosCluster;
import io.renwu.chaos.fault.FaultAction;
import io.renwu.chaos.fault.FaultKind;
import io.renwu.chaos.fault.OneOf;
import io.renwu.chaos.input.DocumentAttack;
import io.renwu.chaos.input.RecordAttack;
import io.renwu.chaos.input.Republication;
import io.renwu.chaos.input.TimestampAttack;
import io.renwu.chaos.outage.DeletedControl;
import io.renwu.chaos.outage.FullDisk;
import io.renwu.chaos.outage.NetworkFault;
import io.renwu.chaos.outage.ProcessEnd;
import io.renwu.chaos.outage.ProcessName;
import io.renwu.chaos.outage.ProcessStop;
import io.renwu.chaos.outage.QueueRate;
import io.renwu.chaos.outage.RateLimit;
import io.renwu.chaos.proxy.TcpProxy;
import io.renwu.job.RenwuJob;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.FlinkCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The actions of all kinds of faults on one cluster. */
final class FaultActions {
  private static final String KAFKA = "kafka";
  private static final String REDIS = "redis";

  private final Map<FaultKind, FaultAction> all = new EnumMap<>(FaultKind.class);
  private final DocumentAttack documents;

  /**
   * @param judged task documents that may be published again, by {@code taskId/version}
   */
  FaultActions(ChaosCluster cluster, ChaosSettings settings, Map<String, String> judged)
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
    RenwuConfig direct = cluster.direct();
    QueueRate queue = new QueueRate(direct);
    Duration patience = settings.patience();
    int load = settings.ratePerSecond();
    all.put(FaultKind.LIMIT_RATE, new RateLimit(queue, load));
    all.put(FaultKind.DELETE_CONTROL, new DeletedControl(queue, cluster.rest(), load, patience));
    Republication republication = new Republication(direct, judged.values());
    documents = new DocumentAttack(direct, settings.seed(), republication);
    all.put(FaultKind.PUBLISH_TASK, republication);
    all.put(FaultKind.HOSTILE_DOCUMENTS, documents);
    all.put(FaultKind.HOSTILE_RECORDS, new RecordAttack(direct, settings.seed(), patience));
    all.put(FaultKind.WRONG_TIMESTAMPS, new TimestampAttack(direct, patience));
    all.put(FaultKind.STOP_BY_FLINK, new StopByFlink(cluster, patience));
    all.put(
        FaultKind.SECOND_SYSTEM,
        new OneOf(
            new SecondJob(cluster, RenwuJob.TASKS, patience),
            new SecondSystem(cluster, judged, settings.seed(), patience),
            new SecondJob(cluster, RenwuJob.COLLECTOR, patience)));
    all.put(FaultKind.RESCALE, new JobChange(cluster, true, patience));
    all.put(FaultKind.UPGRADE, new JobChange(cluster, false, patience));
  }

  /**
   * The action of a kind.
   *
   * @throws NullPointerException for {@code FILL_DISK} on a cluster without a small disk
   */
  FaultAction of(FaultKind kind) {
    return Objects.requireNonNull(all.get(kind), kind.word());
  }

  /** The texts of documents that were published and have to be refused. */
  Set<String> refusedDocuments() {
    return documents.sent();
  }
}
