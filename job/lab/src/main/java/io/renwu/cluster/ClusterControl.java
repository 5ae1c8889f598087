package io.renwu.cluster;

import io.renwu.patience.ServerException;
import io.renwu.server.KafkaServer;
import io.renwu.server.RunningProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The parts of a local cluster one by one, for whoever tries what happens to the whole. */
public final class ClusterControl {
  private ClusterControl() {}

  /**
   * Makes a cluster and starts nothing of it.
   *
   * @throws ServerException if the folder holds something
   */
  public static void create(ClusterFolder folder, int taskManagers) {
    if (folder.isCluster()) {
      throw new ServerException(
          folder.path() + " holds a cluster, expected a new folder; name another by --dir");
    }
    folder.makeAndLock(
        () -> {
          ClusterPlan plan = ClusterPlan.free(taskManagers);
          folder.save(plan);
          return plan;
        });
  }

  /**
   * Starts the processes that do not run, as a supervisor of processes does: jobs are neither
   * submitted nor waited for.
   */
  public static void startProcesses(ClusterFolder folder, ClusterSettings settings) {
    folder.lock(
        () -> {
          ClusterPlan plan = folder.plan();
          new ClusterServers(new ClusterLayout(folder.path(), plan), settings).start();
          return plan;
        });
  }

  /**
   * Stops the jobs with a savepoint each; the processes go on.
   *
   * @return false if a job did not come to a savepoint
   */
  public static boolean stopJobs(ClusterFolder folder, Consumer<String> progress) {
    return folder.lock(() -> new ClusterStop(layout(folder), progress).stopJobs());
  }

  /**
   * A process by its name, as the cluster's status gives it; empty if it is dead.
   *
   * @throws ServerException if the cluster has no process of this name
   */
  public static Optional<RunningProcess> process(ClusterFolder folder, String name) {
    return layout(folder).processes().stream()
        .filter(process -> process.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new ServerException(folder.path() + " has no process " + name))
        .running();
  }

  /** The port on which Redis listens. */
  public static int redisPort(ClusterFolder folder) {
    return folder.plan().port(ClusterPlan.REDIS);
  }

  /** The port on which Kafka listens. */
  public static int kafkaPort(ClusterFolder folder) {
    return folder.plan().port(ClusterPlan.KAFKA);
  }

  /**
   * Settings of the broker that make it listen on one more port, whose clients come another way.
   */
  public static Map<String, String> kafkaListener(
      ClusterFolder folder, int port, int advertisedPort) {
    ClusterPlan plan = folder.plan();
    return KafkaServer.listenerBeside(
        plan.port(ClusterPlan.KAFKA),
        plan.port(ClusterPlan.KAFKA_CONTROLLER),
        port,
        advertisedPort);
  }

  /** The folder of the jobs' checkpoints. */
  public static Path checkpoints(ClusterFolder folder) {
    return layout(folder).checkpoints();
  }

  private static ClusterLayout layout(ClusterFolder folder) {
    return new ClusterLayout(folder.path(), folder.plan());
  }
}
