package io.renwu.chaos.cluster;

import io.renwu.chaos.proxy.TcpProxy;
import io.renwu.cluster.ClusterControl;
import io.renwu.cluster.ClusterFolder;
import io.renwu.cluster.ClusterSettings;
import io.renwu.cluster.ClusterStatus;
import io.renwu.cluster.LocalCluster;
import io.renwu.cluster.StartChoice;
import io.renwu.flink.FlinkRest;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.Lifetime;
import io.renwu.server.Ports;
import io.renwu.server.RunningProcess;
import io.renwu.server.SmallDisk;
import io.renwu.timeout.ServerException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A local cluster whose jobs reach Kafka and Redis through proxies, and whose checkpoints are on a
 * small disk where this process may mount one. Its processes end with this JVM at the latest. Not
 * thread-safe.
 *
 * <pre>
 * jobs ── proxy ── Kafka (a listener of its own, advertised as the proxy) ── traffic, judge
 *     └── proxy ── Redis ── judge
 * </pre>
 */
public final class ChaosCluster implements AutoCloseable {
  public static final int TASK_MANAGERS = 2;

  /** A run's checkpoints take a few MB; those of killed jobs are not deleted. */
  private static final int DISK_MEGABYTES = 256;

  private static final String LOCAL = "127.0.0.1:";

  private final ClusterFolder folder;
  private final TcpProxy toKafka;
  private final TcpProxy toRedis;
  private final ClusterSettings settings;
  private final RenwuConfig direct;
  private final Optional<SmallDisk> disk;
  private final String noDiskReason;

  /**
   * Creates a cluster without starting it.
   *
   * @param smallDisk whether to mount a small disk for the checkpoints
   * @throws ServerException if the folder is not new
   */
  public ChaosCluster(ClusterFolder folder, boolean smallDisk) {
    ClusterControl.create(folder, TASK_MANAGERS);
    this.folder = folder;
    int jobsPort = Ports.free();
    this.toKafka = new TcpProxy(jobsPort);
    this.toRedis = new TcpProxy(ClusterControl.redisPort(folder));
    this.settings =
        new ClusterSettings(
            Lifetime.NAMED_OF_THIS_JVM,
            Map.of(
                Options.KAFKA_BOOTSTRAP_SERVERS.key(),
                LOCAL + toKafka.port(),
                Options.REDIS_URI.key(),
                "redis://" + LOCAL + toRedis.port()),
            flinkSettings(),
            kafkaSettings(ClusterControl.kafkaListener(folder, jobsPort, toKafka.port())));
    this.direct =
        RenwuConfig.load(
            Optional.empty(),
            Map.of(
                Options.KAFKA_BOOTSTRAP_SERVERS.key(),
                LOCAL + ClusterControl.kafkaPort(folder),
                Options.REDIS_URI.key(),
                "redis://" + LOCAL + ClusterControl.redisPort(folder)),
            Map.of());
    SmallDisk mounted = null;
    String refusal = "";
    if (smallDisk) {
      try {
        mounted = SmallDisk.mount(ClusterControl.checkpoints(folder), DISK_MEGABYTES);
      } catch (ServerException refused) {
        refusal = Objects.requireNonNullElse(refused.getMessage(), refused.toString());
      }
    }
    this.disk = Optional.ofNullable(mounted);
    this.noDiskReason = refusal;
  }

  /**
   * Faults follow each other so closely that production's longest delay between two restarts would
   * fill most of the run.
   */
  private static Map<String, String> flinkSettings() {
    return Map.of(
        "execution.checkpointing.interval", "1s",
        "execution.checkpointing.min-pause", "200ms",
        // Two TaskManagers hold both jobs at parallelism 4, and a second job beside them.
        "taskmanager.numberOfTaskSlots", "5",
        "restart-strategy.exponential-delay.max-backoff", "3s");
  }

  /**
   * Accepts any timestamp, as brokers before 4.0 do, and deletes no record because of it. Compacts
   * topics within seconds.
   */
  private static Map<String, String> kafkaSettings(Map<String, String> listeners) {
    Map<String, String> settings = new HashMap<>(listeners);
    settings.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    settings.put("log.retention.ms", "-1");
    settings.put("log.cleaner.backoff.ms", "1000");
    return settings;
  }

  public ClusterFolder folder() {
    return folder;
  }

  public TcpProxy toKafka() {
    return toKafka;
  }

  public TcpProxy toRedis() {
    return toRedis;
  }

  /** The small disk of the checkpoints; empty if none was wanted or could be mounted. */
  public Optional<SmallDisk> disk() {
    return disk;
  }

  /** Why no small disk could be mounted; "" if none was wanted or it was mounted. */
  public String noDiskReason() {
    return noDiskReason;
  }

  /** The settings for clients that faults must not affect: they bypass the proxies. */
  public RenwuConfig direct() {
    return direct;
  }

  /** The settings of the jobs, which connect through the proxies. */
  public RenwuConfig throughProxies() {
    return RenwuConfig.load(Optional.of(folder.configFile()), Map.of(), Map.of());
  }

  /** Starts the processes and jobs that do not run, and waits until all tasks run. */
  public void up(Consumer<String> progress) {
    LocalCluster.up(folder, Optional.empty(), false, settings, StartChoice.NEWEST, progress);
  }

  /** Starts the processes that do not run. */
  public void startProcesses() {
    ClusterControl.startProcesses(folder, settings);
  }

  public FlinkRest rest() {
    return new FlinkRest(LocalCluster.flinkAddress(folder));
  }

  ClusterStatus status() {
    return LocalCluster.status(folder);
  }

  /**
   * The running process of a name.
   *
   * @throws ServerException if it is dead
   */
  public RunningProcess process(String name) {
    return ClusterControl.process(folder, name)
        .orElseThrow(() -> new ServerException(name + " is already dead"));
  }

  /** Kills all processes; keeps the data, except those on the small disk. */
  @Override
  public void close() {
    toKafka.open();
    toRedis.open();
    LocalCluster.down(folder, false, ignored -> {});
    toKafka.close();
    toRedis.close();
    disk.ifPresent(SmallDisk::close);
  }
}
