package io.renwu.cluster;

import io.renwu.demo.SampleTasks;
import io.renwu.demo.TopicContents;
import io.renwu.job.JobParts;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.OutputTopics;
import io.renwu.job.kafka.RulePublisher;
import io.renwu.server.FlinkCluster;
import io.renwu.server.KafkaServer;
import io.renwu.server.Ports;
import io.renwu.server.ProjectHome;
import io.renwu.server.RedisServer;
import io.renwu.server.RunningProcess;
import io.renwu.server.ServerException;
import io.renwu.server.ZooKeeperServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Kafka, Redis and a Flink cluster with both jobs, as processes of this machine that outlive
 * whoever started them. Whoever changes a cluster holds the lock of its folder.
 */
public final class LocalCluster {
  private static final Duration PUBLISH = Duration.ofMinutes(1);

  /** Of a new cluster. */
  static final int TASK_MANAGERS = 2;

  private final ClusterFolder folder;
  private final ClusterPlan plan;
  private final ClusterSettings settings;
  private final Consumer<String> progress;
  private final KafkaServer kafka;
  private final RedisServer redis;
  private final Optional<ZooKeeperServer> zooKeeper;
  private final FlinkCluster flink;

  LocalCluster(
      ClusterFolder folder, ClusterPlan plan, ClusterSettings settings, Consumer<String> progress) {
    this.folder = folder;
    this.plan = plan;
    this.settings = settings;
    this.progress = progress;
    ClusterLayout layout = new ClusterLayout(folder.path(), plan);
    this.kafka =
        new KafkaServer(
            layout.kafka(),
            settings.kafka(),
            settings.lifetime(),
            plan.port(ClusterPlan.KAFKA),
            plan.port(ClusterPlan.KAFKA_CONTROLLER));
    this.redis =
        new RedisServer(
            layout.redis(),
            RedisServer.Fsync.EVERY_SECOND,
            Map.of(),
            settings.lifetime(),
            plan.port(ClusterPlan.REDIS));
    Map<String, String> flinkSettings = new HashMap<>(layout.flinkSettings());
    flinkSettings.putAll(settings.flink());
    this.flink =
        new FlinkCluster(layout.flink(), flinkSettings, settings.lifetime(), plan::metricsPort);
    if (plan.highlyAvailable()) {
      this.zooKeeper =
          Optional.of(
              new ZooKeeperServer(
                  layout.zooKeeper(), settings.lifetime(), plan.port(ClusterPlan.ZOOKEEPER)));
      flink.addStandby(plan.port(ClusterPlan.STANDBY_WEB));
    } else {
      this.zooKeeper = Optional.empty();
    }
  }

  /**
   * Starts what does not run of a cluster, and makes one where there is none.
   *
   * @param taskManagers how many; empty for as many as before, 2 at first
   * @param newPorts whether a port that is taken by now may be replaced
   * @param progress told what is done, a line each
   * @throws ServerException if a server or job does not start, with the end of its log; what this
   *     call has started is stopped again
   */
  public static void up(
      ClusterFolder folder,
      Optional<Integer> taskManagers,
      boolean newPorts,
      Consumer<String> progress) {
    up(folder, taskManagers, newPorts, ClusterSettings.NONE, progress);
  }

  /**
   * The same with settings that differ from the project's; they are not kept, so that each call has
   * to name them.
   */
  public static void up(
      ClusterFolder folder,
      Optional<Integer> taskManagers,
      boolean newPorts,
      ClusterSettings settings,
      Consumer<String> progress) {
    folder.makeAndLock(
        () -> {
          ClusterPlan before = folder.isCluster() ? folder.plan() : ClusterPlan.free(TASK_MANAGERS);
          ClusterPlan plan =
              withOwnPorts(
                  folder, taskManagers.map(before::withTaskManagers).orElse(before), newPorts);
          folder.save(plan);
          new LocalCluster(folder, plan, settings, progress).up();
          return plan;
        });
  }

  /** Nobody else may listen where a server that does not run is to listen. */
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
            + ", is taken by another program; end that, or let free ports be taken: --new-ports");
  }

  private void up() {
    ClusterLayout layout = new ClusterLayout(folder.path(), plan);
    Set<Long> before = pids(layout);
    try {
      layout.surplus().forEach(LocalCluster::kill);
      startServers(layout);
      startJobs(layout);
    } catch (RuntimeException e) {
      layout.processesOfFlink().forEach(process -> killUnless(before, process));
      layout.servers().forEach(process -> killUnless(before, process));
      throw e;
    }
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

  void startServers(ClusterLayout layout) {
    progress.accept("starting what does not run of Kafka, Redis and Flink in " + folder.path());
    layout.tidy();
    CompletableFuture<Void> kafkaUp = CompletableFuture.runAsync(kafka::ensure);
    try {
      redis.ensure();
      zooKeeper.ifPresent(ZooKeeperServer::ensure);
      flink.start(plan.taskManagers());
    } finally {
      kafkaUp.handle((done, failure) -> null).join();
    }
    try {
      kafkaUp.join();
    } catch (CompletionException e) {
      throw new ServerException(e.getCause().getMessage(), e);
    }
  }

  private void startJobs(ClusterLayout layout) {
    RenwuConfig config = config();
    ClusterFolder.write(folder.configFile(), config.toYaml());
    ClusterJobs jobs = ClusterJobs.local(layout);
    Path jar = ProjectHome.jobJar();
    for (RenwuJob job : RenwuJob.values()) {
      if (jobs.live(job).isEmpty()) {
        folder.keepJar(job, jar);
      }
      jobs.ensure(job, jar, config.arguments(), layout.parallelism())
          .ifPresent(from -> progress.accept(job.title() + " goes on from " + from));
    }
    for (RenwuJob job : RenwuJob.values()) {
      jobs.awaitRunning(job);
    }
    publishIfNothingIs(new JobParts(config).kafkaClient());
  }

  private RenwuConfig config() {
    Map<String, String> differ = new HashMap<>(settings.jobs());
    differ.putIfAbsent(Options.KAFKA_BOOTSTRAP_SERVERS.key(), kafka.bootstrapServers());
    differ.putIfAbsent(Options.REDIS_URI.key(), redis.uri());
    return RenwuConfig.load(
        Optional.of(ProjectHome.flinkConf().resolve("renwu.yaml")), differ, Map.of());
  }

  private void publishIfNothingIs(Properties client) {
    if (!TopicContents.read(client, OutputTopics.RULES::equals).isEmpty()) {
      return;
    }
    Map<String, String> texts = SampleTasks.load().texts();
    try (RulePublisher publisher = new RulePublisher(client)) {
      publisher.publish(texts);
      int answered = publisher.await(new ArrayList<>(texts.keySet()), PUBLISH.toMillis()).size();
      progress.accept("published the " + answered + " sample tasks");
    } catch (IOException e) {
      throw new ServerException("cannot publish the sample tasks: " + e.getMessage(), e);
    }
  }

  /**
   * Stops a cluster; its data stay. May be called again after it was killed half way, and of a
   * cluster that does not run.
   *
   * @param savepoint whether the jobs are stopped with savepoints; otherwise they go on from their
   *     last checkpoint
   * @param progress told what is done, a line each
   * @return whether all is as it was asked for: false if a job had to be stopped without a
   *     savepoint
   */
  public static boolean down(ClusterFolder folder, boolean savepoint, Consumer<String> progress) {
    return folder.lock(() -> stop(folder, savepoint, progress));
  }

  private static boolean stop(ClusterFolder folder, boolean savepoint, Consumer<String> progress) {
    ClusterLayout layout = new ClusterLayout(folder.path(), folder.plan());
    boolean good = !savepoint || stopJobs(layout, progress);
    // What Flink's processes hold in memory is not worth an orderly end; a job that still runs
    // keeps its last checkpoint so.
    layout.processesOfFlink().forEach(LocalCluster::kill);
    for (ClusterProcess process : layout.servers()) {
      process.running().ifPresent(RunningProcess::stop);
    }
    if (savepoint && good) {
      // A JobManager that was killed as its job ended may not have noted that down. Taken up again
      // from its last checkpoint the job would repeat what it did up to its savepoint.
      HighAvailability.forget(layout);
    }
    progress.accept("stopped; the data stay in " + folder.path());
    return good;
  }

  static boolean stopJobs(ClusterLayout layout, Consumer<String> progress) {
    List<ClusterProcess> jobManagers = layout.jobManagers();
    if (jobManagers.stream().allMatch(process -> process.running().isEmpty())) {
      return true;
    }
    if (jobManagers.stream().noneMatch(ClusterProcess::answers)) {
      progress.accept("no savepoints: the JobManager does not answer");
      return false;
    }
    boolean good = true;
    ClusterJobs jobs = ClusterJobs.local(layout);
    for (RenwuJob job : RenwuJob.values()) {
      try {
        if (jobs.live(job).isPresent()) {
          refuseWhereSomethingIsDead(layout);
        }
        jobs.stop(job).ifPresent(path -> progress.accept(job.title() + ": savepoint " + path));
      } catch (ServerException e) {
        good = false;
        progress.accept(
            job.title()
                + ": no savepoint ("
                + e.getMessage().lines().findFirst().orElse("")
                + "); it will go on from its last checkpoint");
      }
    }
    return good;
  }

  /** A savepoint would only fail after a long wait. One JobManager of two is enough. */
  private static void refuseWhereSomethingIsDead(ClusterLayout layout) {
    List<ClusterProcess> jobManagers = layout.jobManagers();
    for (ClusterProcess process : layout.processes()) {
      if (process.running().isEmpty() && !jobManagers.contains(process)) {
        throw new ServerException(process.name() + " does not run");
      }
    }
  }

  /** The address of a cluster's REST interface, whether it runs or not. */
  public static URI flinkAddress(ClusterFolder folder) {
    return new ClusterLayout(folder.path(), folder.plan()).webUi();
  }

  /** How a cluster is, at this moment. Changes nothing. */
  public static ClusterStatus status(ClusterFolder folder) {
    if (!folder.isCluster()) {
      throw new ServerException(folder.noCluster());
    }
    return ClusterStatus.of(folder.path(), new ClusterLayout(folder.path(), folder.plan()));
  }
}
