package io.renwu.cluster;

import io.renwu.flink.FlinkRest;
import io.renwu.job.RenwuJob;
import io.renwu.patience.ServerException;
import io.renwu.server.FlinkCluster;
import io.renwu.server.FlinkConf;
import io.renwu.server.Folders;
import io.renwu.server.ProjectHome;
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

/** Where everything of a local cluster is. */
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

  /** Of all jobs; a job that is submitted here has a folder of its own in it. */
  Path checkpoints() {
    return flink().resolve("checkpoints");
  }

  /** The same of savepoints. */
  Path savepoints() {
    return flink().resolve("savepoints");
  }

  /** Where jobs can go on, while Flink runs. */
  LatestState latestState() {
    return LatestState.of(
        rest(), List.of(savepoints().toUri().toString(), checkpoints().toUri().toString()));
  }

  FlinkRest rest() {
    return new FlinkRest(webUi());
  }

  /** Of a JobManager that answers: each shows the whole cluster. */
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

  /** That of the first JobManager among some processes; of the first of all where there is none. */
  URI firstWebUi(Set<String> names) {
    List<ClusterProcess> all = jobManagers();
    ClusterProcess chosen =
        all.stream()
            .filter(process -> names.contains(process.name()))
            .findFirst()
            .orElse(all.get(0));
    return URI.create("http://" + LOCAL + ":" + chosen.port());
  }

  /** Of the metrics of Flink's processes, in the form of Prometheus. */
  List<String> metricsAddresses() {
    return plan.flinkProcesses().stream()
        .map(process -> "http://" + LOCAL + ":" + plan.metricsPort(process) + "/metrics")
        .toList();
  }

  /** The JobManager, and the one that stands by if there is one. */
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

  /** Every process that is to run. */
  List<ClusterProcess> processes() {
    List<ClusterProcess> processes = new ArrayList<>(servers());
    processes.addAll(jobManagers());
    plan.taskManagerNames().forEach(name -> processes.add(taskManager(name)));
    return processes;
  }

  private ClusterProcess taskManager(String name) {
    return new ClusterProcess(name, flink(), plan.metricsPort(name));
  }

  /** The TaskManagers that may still run of a time at which there were more. */
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
      throw new ServerException("cannot look into " + flink() + ": " + e, e);
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

  /** Of a TaskManager: one has room for both jobs, so that any number of them has. */
  int slots() {
    return Math.max(
        RenwuJob.values().length * parallelism(),
        projectConfiguration().get(TaskManagerOptions.NUM_TASK_SLOTS));
  }

  /** What differs from the project's configuration of Flink. */
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
      // Any that is free: other clusters may be on this machine.
      settings.put("high-availability.jobmanager.port", "0");
      // As the heartbeats of one machine, where nothing but a process is ever gone.
      settings.put("high-availability.zookeeper.client.session-timeout", "5s");
    }
    return settings;
  }

  private static Configuration projectConfiguration() {
    return GlobalConfiguration.loadConfiguration(ProjectHome.flinkConf().toString());
  }

  /** Removes what processes that were killed have left, while none runs. */
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
