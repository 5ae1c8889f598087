package io.renwu.cluster;

import io.renwu.flink.FlinkRest;
import io.renwu.job.RenwuJob;
import io.renwu.server.FlinkCluster;
import io.renwu.server.FlinkConf;
import io.renwu.server.Folders;
import io.renwu.server.ProjectHome;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.TaskManagerOptions;

/** The folders, ports and addresses of a local cluster. */
record ClusterLayout(Path folder, ClusterPlan plan) {
  private static final String LOCAL = "127.0.0.1";

  Path kafka() {
    return folder.resolve("kafka");
  }

  Path redis() {
    return folder.resolve("redis");
  }

  Path flink() {
    return folder.resolve("flink");
  }

  Path zooKeeper() {
    return folder.resolve("zookeeper");
  }

  /** What a JobManager needs to take over the jobs. */
  Path highAvailability() {
    return flink().resolve("high-availability");
  }

  /** The checkpoints of all jobs, one folder for each job. */
  Path checkpoints() {
    return flink().resolve("checkpoints");
  }

  /** The savepoints of all jobs, one folder for each job. */
  Path savepoints() {
    return flink().resolve("savepoints");
  }

  /** Finds the saved states of jobs while Flink runs. */
  LatestState latestState() {
    return LatestState.of(
        rest(), List.of(savepoints().toUri().toString(), checkpoints().toUri().toString()));
  }

  FlinkRest rest() {
    return new FlinkRest(webUi());
  }

  /** The web UI of a JobManager that answers; each one shows the whole cluster. */
  URI webUi() {
    List<ClusterProcess> all = jobManagers();
    return firstWebUi(
        all.stream()
            .filter(process -> all.size() > 1 && process.answers())
            .map(ClusterProcess::name)
            .collect(Collectors.toSet()));
  }

  String kafkaAddress() {
    return LOCAL + ":" + plan.port(ClusterPlan.KAFKA);
  }

  String redisAddress() {
    return "redis://" + LOCAL + ":" + plan.port(ClusterPlan.REDIS);
  }

  /**
   * The web UI of the first JobManager among the named processes, or of the first JobManager if
   * none is named.
   */
  URI firstWebUi(Set<String> names) {
    List<ClusterProcess> all = jobManagers();
    ClusterProcess chosen =
        all.stream()
            .filter(process -> names.contains(process.name()))
            .findFirst()
            .orElse(all.get(0));
    return URI.create("http://" + LOCAL + ":" + chosen.port());
  }

  /** The Prometheus endpoints of Flink's processes. */
  List<String> metricsAddresses() {
    return plan.flinkProcesses().stream()
        .map(process -> "http://" + LOCAL + ":" + plan.metricsPort(process) + "/metrics")
        .toList();
  }

  /** The JobManager, and the standby JobManager if there is one. */
  List<ClusterProcess> jobManagers() {
    List<ClusterProcess> all = new ArrayList<>();
    all.add(new ClusterProcess(FlinkCluster.JOB_MANAGER, flink(), plan.port(ClusterPlan.WEB)));
    if (plan.highlyAvailable()) {
      int port = plan.port(ClusterPlan.STANDBY_WEB);
      all.add(new ClusterProcess(FlinkCluster.STANDBY_JOB_MANAGER, flink(), port));
    }
    return all;
  }

  /** Kafka, Redis, and ZooKeeper if there is one. */
  List<ClusterProcess> servers() {
    List<ClusterProcess> all = new ArrayList<>();
    all.add(new ClusterProcess(ClusterPlan.KAFKA, kafka(), plan.port(ClusterPlan.KAFKA)));
    all.add(new ClusterProcess(ClusterPlan.REDIS, redis(), plan.port(ClusterPlan.REDIS)));
    if (plan.highlyAvailable()) {
      int port = plan.port(ClusterPlan.ZOOKEEPER);
      all.add(new ClusterProcess(ClusterPlan.ZOOKEEPER, zooKeeper(), port));
    }
    return all;
  }

  /** Every process that should run. */
  List<ClusterProcess> processes() {
    List<ClusterProcess> processes = new ArrayList<>(servers());
    processes.addAll(jobManagers());
    plan.taskManagerNames().forEach(name -> processes.add(taskManager(name)));
    return processes;
  }

  private ClusterProcess taskManager(String name) {
    return new ClusterProcess(name, flink(), plan.metricsPort(name));
  }

  /**
   * TaskManagers beyond the planned number, which may still run from before the number was reduced.
   */
  List<ClusterProcess> surplus() {
    if (!Files.isDirectory(flink())) {
      return List.of();
    }
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(flink())) {
      files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.matches("taskmanager-\\d+\\.pid"))
          .forEach(file -> names.add(file.substring(0, file.length() - ".pid".length())));
    } catch (IOException e) {
      throw new ServerException("cannot list " + flink() + ": " + e, e);
    }
    plan.taskManagerNames().forEach(names::remove);
    return names.stream().map(name -> new ClusterProcess(name, flink(), 0)).toList();
  }

  /** All of Flink's processes that may run, TaskManagers first. */
  List<ClusterProcess> processesOfFlink() {
    List<ClusterProcess> processes = new ArrayList<>(surplus());
    plan.taskManagerNames().forEach(name -> processes.add(taskManager(name)));
    processes.addAll(jobManagers());
    return processes;
  }

  /** How parallel a new job is, by the project's configuration of Flink. */
  int parallelism() {
    return projectConfiguration().get(CoreOptions.DEFAULT_PARALLELISM);
  }

  /** The slots of a TaskManager: enough for both jobs, so that one TaskManager suffices. */
  int slots() {
    return Math.max(
        RenwuJob.values().length * parallelism(),
        projectConfiguration().get(TaskManagerOptions.NUM_TASK_SLOTS));
  }

  /** Flink settings that override the project's configuration. */
  Map<String, String> flinkSettings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("rest.port", Integer.toString(plan.port(ClusterPlan.WEB)));
    settings.put("jobmanager.rpc.port", Integer.toString(plan.port(ClusterPlan.RPC)));
    settings.put("taskmanager.numberOfTaskSlots", Integer.toString(slots()));
    if (plan.highlyAvailable()) {
      settings.putAll(FlinkConf.highAvailability());
      settings.put("high-availability.storageDir", highAvailability().toUri().toString());
      settings.put(
          "high-availability.zookeeper.quorum", LOCAL + ":" + plan.port(ClusterPlan.ZOOKEEPER));
      // Any free port: other clusters may run on this machine.
      settings.put("high-availability.jobmanager.port", "0");
      // Short, because on one machine only processes fail, not the network.
      settings.put("high-availability.zookeeper.client.session-timeout", "5s");
    }
    return settings;
  }

  private static Configuration projectConfiguration() {
    return GlobalConfiguration.loadConfiguration(ProjectHome.flinkConf().toString());
  }

  /** Removes what killed processes have left. No process may run. */
  void tidy() {
    if (processesOfFlink().stream().allMatch(process -> process.running().isEmpty())) {
      try {
        Folders.delete(flink().resolve("tmp"));
      } catch (IOException e) {
        throw new ServerException("cannot delete " + flink().resolve("tmp") + ": " + e, e);
      }
    }
  }
}
