package io.renwu.server;

import io.renwu.flink.FlinkRest;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;

/**
 * A standalone Flink cluster with the project's Flink configuration: a JobManager and TaskManagers,
 * each in its own JVM. A TaskManager has the same name here ("taskmanager-1") and on the REST
 * interface. Not thread-safe.
 */
public final class FlinkCluster implements AutoCloseable {
  /** The JobManager's name. */
  public static final String JOB_MANAGER = "jobmanager";

  /** The name of the standby JobManager. */
  public static final String STANDBY_JOB_MANAGER = "jobmanager-2";

  private static final String LOCAL = "127.0.0.1";

  private final Path folder;
  private final Lifetime lifetime;
  private final ToIntFunction<String> metricsPorts;
  private final FlinkRest rest;
  private final FlinkCommands commands;
  private final ServerProcess jobManager;
  private final List<ServerProcess> jobManagers = new ArrayList<>();
  private final List<ServerProcess> taskManagers = new ArrayList<>();

  /**
   * Writes the configuration without starting the cluster.
   *
   * @param folder of configuration, logs, checkpoints and savepoints
   * @param overrides Flink settings that replace the project's and this class's
   */
  public FlinkCluster(Path folder, Map<String, String> overrides) {
    this(folder, withFreePorts(overrides), Lifetime.OF_THIS_JVM, process -> Ports.free());
  }

  /**
   * Writes the configuration without starting the cluster.
   *
   * @param overrides Flink settings, with {@code rest.port} and {@code jobmanager.rpc.port}
   * @param metricsPorts of the processes' metrics for Prometheus, by name
   */
  public FlinkCluster(
      Path folder,
      Map<String, String> overrides,
      Lifetime lifetime,
      ToIntFunction<String> metricsPorts) {
    this.folder = Folders.create(folder);
    this.lifetime = lifetime;
    this.metricsPorts = metricsPorts;
    String restPort =
        Objects.requireNonNull(overrides.get(RestOptions.PORT.key()), RestOptions.PORT.key());
    Map<String, String> settings = new HashMap<>(settings(restPort));
    settings.putAll(overrides);
    Configuration configuration = FlinkConf.load(settings);
    Path conf = folder.resolve("conf");
    FlinkConf.write(configuration, conf);
    this.rest = rest(restPort);
    this.commands = new FlinkCommands(configuration, conf, Folders.create(folder.resolve("tmp")));
    this.jobManager =
        new FlinkProcess(
            JOB_MANAGER,
            folder,
            lifetime,
            commands.jobManager(metricsPorts.applyAsInt(JOB_MANAGER)),
            () -> rest.readOverview().taskManagers() >= 0);
    this.jobManagers.add(jobManager);
  }

  private static FlinkRest rest(String port) {
    return new FlinkRest(URI.create("http://" + LOCAL + ":" + port));
  }

  /**
   * Adds a standby JobManager without starting it. The cluster needs the settings of {@link
   * FlinkConf#highAvailability}. The REST interfaces of both JobManagers show the cluster.
   *
   * @param restPort of its REST interface and web UI
   */
  public void addStandby(int restPort) {
    FlinkRest own = rest(Integer.toString(restPort));
    jobManagers.add(
        new FlinkProcess(
            STANDBY_JOB_MANAGER,
            folder,
            lifetime,
            commands.standbyJobManager(restPort, metricsPorts.applyAsInt(STANDBY_JOB_MANAGER)),
            () -> own.readOverview().taskManagers() >= 0));
  }

  private static Map<String, String> withFreePorts(Map<String, String> overrides) {
    Map<String, String> settings = new HashMap<>();
    settings.put(RestOptions.PORT.key(), Integer.toString(Ports.free()));
    settings.put(JobManagerOptions.PORT.key(), Integer.toString(Ports.free()));
    settings.putAll(overrides);
    return settings;
  }

  private Map<String, String> settings(String restPort) {
    return Map.ofEntries(
        Map.entry("jobmanager.rpc.address", LOCAL),
        Map.entry("jobmanager.bind-host", LOCAL),
        Map.entry("jobmanager.memory.process.size", "1280m"),
        Map.entry("rest.address", LOCAL),
        Map.entry("rest.bind-address", LOCAL),
        Map.entry("rest.bind-port", restPort),
        Map.entry("taskmanager.host", LOCAL),
        Map.entry("taskmanager.bind-host", LOCAL),
        Map.entry("taskmanager.memory.process.size", "1280m"),
        Map.entry("heartbeat.interval", "2s"),
        Map.entry("heartbeat.timeout", "10s"),
        Map.entry("io.tmp.dirs", folder.resolve("tmp").toString()),
        // The maximum age of the REST interface's answers about jobs, in ms.
        Map.entry("web.refresh-interval", "200"),
        Map.entry("web.tmpdir", folder.resolve("tmp").toString()),
        Map.entry("execution.checkpointing.dir", folder.resolve("checkpoints").toUri().toString()),
        Map.entry("execution.checkpointing.savepoint-dir", savepoints().toUri().toString()));
  }

  /**
   * Starts the JobManagers and TaskManagers that do not run, and waits until all are registered.
   *
   * @param count of TaskManagers
   */
  public void start(int count) {
    spawnAll(jobManagers);
    while (taskManagers.size() < count) {
      taskManagers.add(newTaskManager(taskManagers.size() + 1));
    }
    spawnAll(taskManagers);
  }

  private static void spawnAll(List<ServerProcess> processes) {
    processes.stream().filter(process -> !process.isAlive()).forEach(ServerProcess::spawn);
    processes.forEach(ServerProcess::awaitReady);
  }

  private ServerProcess newTaskManager(int number) {
    String name = taskManagerName(number);
    return new FlinkProcess(
        name,
        folder,
        lifetime,
        commands.taskManager(name, metricsPorts.applyAsInt(name)),
        () -> rest.readTaskManagers().contains(name));
  }

  /** The name of the n-th TaskManager, from 1. */
  public static String taskManagerName(int number) {
    return "taskmanager-" + number;
  }

  public FlinkRest rest() {
    return rest;
  }

  /** The default folder of savepoints. */
  public Path savepoints() {
    return folder.resolve("savepoints");
  }

  public ServerProcess jobManager() {
    return jobManager;
  }

  /** All TaskManagers that were ever started, in that order. */
  public Collection<ServerProcess> taskManagers() {
    return List.copyOf(taskManagers);
  }

  /** Kills all processes; nothing in their memory needs an orderly shutdown. */
  @Override
  public void close() {
    taskManagers.forEach(ServerProcess::kill);
    jobManagers.forEach(ServerProcess::kill);
  }
}
