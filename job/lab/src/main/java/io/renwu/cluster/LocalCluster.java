package io.renwu.cluster;

import io.renwu.access.SampleTasks;
import io.renwu.access.TasksInForce;
import io.renwu.access.TopicContents;
import io.renwu.job.RenwuJob;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.server.Folders;
import io.renwu.server.Ports;
import io.renwu.server.ProjectHome;
import io.renwu.server.RunningProcess;
import io.renwu.timeout.BoundedCall;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Kafka, Redis and a Flink cluster with both jobs, as processes of this machine that outlive the
 * process that started them. Every change holds the lock of the cluster's folder.
 */
public final class LocalCluster {
  private static final Duration PUBLISH = Duration.ofMinutes(1);

  private final ClusterFolder folder;
  private final ClusterSettings settings;
  private final StartChoice choice;
  private final Consumer<String> progress;
  private final ClusterLayout layout;

  private LocalCluster(
      ClusterFolder folder,
      ClusterPlan plan,
      ClusterSettings settings,
      StartChoice choice,
      Consumer<String> progress) {
    this.folder = folder;
    this.settings = settings;
    this.choice = choice;
    this.progress = progress;
    this.layout = new ClusterLayout(folder.path(), plan);
  }

  /**
   * Starts the parts of a cluster that do not run, and creates the cluster if there is none.
   *
   * @param taskManagers how many; empty for as many as before, 2 for a new cluster
   * @param newPorts whether a port that another program uses may be replaced
   * @param progress receives one line for each step
   * @throws ServerException if a server or job does not start, with the end of its log; what this
   *     call has started is stopped again
   */
  public static void up(
      ClusterFolder folder,
      Optional<Integer> taskManagers,
      boolean newPorts,
      Consumer<String> progress) {
    up(folder, taskManagers, newPorts, ClusterSettings.NONE, StartChoice.NEWEST, progress);
  }

  /**
   * The same with overriding settings. They are not kept, so every call has to pass them.
   *
   * @param choice where the task job begins if it does not run
   */
  public static void up(
      ClusterFolder folder,
      Optional<Integer> taskManagers,
      boolean newPorts,
      ClusterSettings settings,
      StartChoice choice,
      Consumer<String> progress) {
    folder.makeAndLock(
        () -> {
          if (folder.close()) {
            progress.accept(
                "removed the access of other users to " + folder.path() + " and all files in it");
          }
          ClusterPlan before = folder.isCluster() ? folder.plan() : ClusterPlan.free();
          ClusterPlan plan =
              withOwnPorts(
                  folder, taskManagers.map(before::withTaskManagers).orElse(before), newPorts);
          folder.save(plan);
          new LocalCluster(folder, plan, settings, choice, progress).up();
          return plan;
        });
  }

  /** Checks that no other program listens on the port of a server that does not run. */
  private static ClusterPlan withOwnPorts(
      ClusterFolder folder, ClusterPlan plan, boolean newPorts) {
    List<String> taken = new ArrayList<>();
    for (ClusterProcess process : new ClusterLayout(folder.path(), plan).processes()) {
      if (process.running().isEmpty()) {
        ClusterPlan.portsOf(process.name()).stream()
            .filter(name -> !Ports.isFree(plan.port(name)))
            .forEach(taken::add);
      }
    }
    if (taken.isEmpty()) {
      return plan;
    }
    if (newPorts) {
      return plan.withFreePorts(taken);
    }
    String name = taken.get(0);
    throw new ServerException(
        "port "
            + plan.port(name)
            + ", which this cluster uses for "
            + name
            + ", is used by another program; end that program, or choose new ports with"
            + " --new-ports");
  }

  private void up() {
    Set<Long> before = pids(layout);
    try {
      layout.surplus().forEach(LocalCluster::kill);
      reportSilentProcesses();
      progress.accept(
          "starting the processes of Kafka, Redis and Flink that do not run in " + folder.path());
      ClusterServers servers = new ClusterServers(layout, settings);
      servers.start();
      startJobs(servers.jobConfig());
    } catch (RuntimeException e) {
      layout.processesOfFlink().forEach(process -> killUnless(before, process));
      layout.servers().forEach(process -> killUnless(before, process));
      throw e;
    }
  }

  /** Processes that already run get as long to answer as new ones. */
  private void reportSilentProcesses() {
    List<ClusterProcess> running =
        layout.processes().stream().filter(process -> process.running().isPresent()).toList();
    BoundedCall.runAll(
            running,
            ClusterProcess::name,
            process -> process.answers() ? "" : process.name(),
            progress)
        .stream()
        .filter(name -> !name.isEmpty())
        .forEach(
            name ->
                progress.accept(
                    name + " runs but does not answer; it is killed if it does not within 90 s"));
  }

  private static Set<Long> pids(ClusterLayout layout) {
    return layout.processes().stream()
        .flatMap(process -> process.running().stream())
        .map(RunningProcess::pid)
        .collect(Collectors.toSet());
  }

  private static void killUnless(Set<Long> spared, ClusterProcess process) {
    process
        .running()
        .filter(running -> !spared.contains(running.pid()))
        .ifPresent(RunningProcess::kill);
  }

  private static void kill(ClusterProcess process) {
    process.running().ifPresent(RunningProcess::kill);
  }

  private void startJobs(RenwuConfig config) {
    Folders.write(folder.configFile(), config.toYaml());
    ClusterJobs jobs = ClusterJobs.local(layout);
    JobStartPoint beginning = new JobStartPoint(config, layout.latestState());
    Map<RenwuJob, Optional<SavedState>> beginnings = new EnumMap<>(RenwuJob.class);
    for (RenwuJob job : RenwuJob.values()) {
      if (jobs.live(job).isPresent()) {
        refuseChoice(job);
      } else {
        beginnings.put(job, beginning.of(job, choiceFor(job), layout.parallelism()));
      }
    }
    Path jar = ProjectHome.jobJar();
    JobWidths.toSubmit(layout, jobs, beginnings)
        .forEach(
            (job, width) -> {
              folder.keepJar(job, jar);
              Optional<SavedState> from = beginnings.getOrDefault(job, Optional.empty());
              jobs.submit(job, jar, beginning.arguments(job, choiceFor(job)), width, from);
              progress.accept(JobStartPoint.describe(job, from, width));
            });
    for (RenwuJob job : RenwuJob.values()) {
      jobs.awaitRunning(job);
    }
    publishSampleTasksIfNone(new SystemAccess(config).kafkaClient());
  }

  private void refuseChoice(RenwuJob job) {
    if (!choiceFor(job).equals(StartChoice.NEWEST)) {
      throw new ServerException(
          job.title()
              + " runs, so it cannot be started with --from or --fresh; stop it first in the web UI"
              + " at "
              + layout.webUi()
              + ", or stop the whole cluster with ./renwu cluster down");
    }
  }

  /** The collector continues where the queue ends, so it loses nothing without its state. */
  private StartChoice choiceFor(RenwuJob job) {
    return job == RenwuJob.TASKS ? choice : StartChoice.NEWEST;
  }

  private void publishSampleTasksIfNone(KafkaAccess client) {
    if (!TopicContents.read(client, client.topics().rules()::equals).isEmpty()) {
      return;
    }
    Map<String, String> texts = SampleTasks.load().texts();
    try {
      TasksInForce.publish(client, texts, layout.rest(), PUBLISH);
      progress.accept("published the " + texts.size() + " sample tasks");
    } catch (IOException e) {
      throw new ServerException("cannot publish the sample tasks: " + e.getMessage(), e);
    }
  }

  /**
   * Stops a cluster and keeps its data. May be called again after an interrupted stop, and on a
   * cluster that does not run.
   *
   * @param savepoint whether the jobs are stopped with savepoints; otherwise they will continue
   *     from their last checkpoints
   * @param progress receives one line for each step
   * @return false if a savepoint was wanted and failed
   */
  public static boolean down(ClusterFolder folder, boolean savepoint, Consumer<String> progress) {
    return folder.lock(() -> new ClusterStop(layout(folder), progress).stop(savepoint));
  }

  /** The address of a cluster's REST interface, whether it runs or not. */
  public static URI flinkAddress(ClusterFolder folder) {
    return layout(folder).webUi();
  }

  /** The status of a cluster at this moment. Changes nothing. */
  public static ClusterStatus status(ClusterFolder folder) {
    return status(folder, line -> {});
  }

  /**
   * The same, with progress.
   *
   * @param progress receives one line for each process or job that is slow to answer
   */
  public static ClusterStatus status(ClusterFolder folder, Consumer<String> progress) {
    if (!folder.isCluster()) {
      throw new ServerException(folder.noCluster());
    }
    return ClusterStatus.of(folder.path(), layout(folder), progress);
  }

  private static ClusterLayout layout(ClusterFolder folder) {
    return new ClusterLayout(folder.path(), folder.plan());
  }
}
