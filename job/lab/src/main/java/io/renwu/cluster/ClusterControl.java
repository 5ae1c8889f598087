package io.renwu.cluster;

import io.renwu.server.KafkaServer;
import io.renwu.server.RunningProcess;
import io.renwu.timeout.ServerException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts, stops and finds single parts of a local cluster, for tests that break them. */
public final class ClusterControl {
  private ClusterControl() {}

  /**
   * Creates a cluster without starting it.
   *
   * @throws ServerException if the folder holds something
   */
  public static void create(ClusterFolder folder, int taskManagers) {
    if (folder.isCluster()) {
      throw new ServerException(
          folder.path() + " holds a cluster, expected a new folder; name another with --dir");
    }
    folder.makeAndLock(
        () -> {
          ClusterPlan plan = ClusterPlan.free(taskManagers);
          folder.save(plan);
          return plan;
        });
  }

  /**
   * Starts the processes that do not run, as a supervisor does. Jobs are neither submitted nor
   * awaited.
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
   * Stops each job with a savepoint; the processes keep running.
   *
   * @return false if a job could not be stopped with a savepoint
   */
  public static boolean stopJobs(ClusterFolder folder, Consumer<String> progress) {
    return folder.lock(() -> new ClusterStop(layout(folder), progress).stopJobs());
  }

  /**
   * The running process of a name that the cluster's status shows; empty if it is dead.
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

  /** Broker settings that add a listener, for clients that connect through a proxy. */
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
