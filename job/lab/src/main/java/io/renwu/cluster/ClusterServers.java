package io.renwu.cluster;

import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.FlinkCluster;
import io.renwu.server.KafkaServer;
import io.renwu.server.ProjectHome;
import io.renwu.server.RedisServer;
import io.renwu.server.ZooKeeperServer;
import io.renwu.timeout.ServerException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The processes of a local cluster: Kafka, Redis, ZooKeeper if there is one, and Flink's. */
final class ClusterServers {
  private final ClusterLayout layout;
  private final ClusterSettings settings;
  private final KafkaServer kafka;
  private final RedisServer redis;
  private final Optional<ZooKeeperServer> zooKeeper;
  private final FlinkCluster flink;

  /** The processes of a folder; does not start them. */
  ClusterServers(ClusterLayout layout, ClusterSettings settings) {
    this.layout = layout;
    this.settings = settings;
    ClusterPlan plan = layout.plan();
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
   * Starts the processes that do not run, and waits until all accept connections.
   *
   * @throws ServerException if one does not start, with the end of its log
   */
  void start() {
    layout.tidy();
    CompletableFuture<Void> kafkaUp = CompletableFuture.runAsync(kafka::ensureRunning);
    try {
      redis.ensureRunning();
      zooKeeper.ifPresent(ZooKeeperServer::ensureRunning);
      flink.start(layout.plan().taskManagers());
    } finally {
      kafkaUp.handle((done, failure) -> null).join();
    }
    try {
      kafkaUp.join();
    } catch (CompletionException e) {
      throw new ServerException(Objects.requireNonNullElse(e.getCause(), e).getMessage(), e);
    }
  }

  /** The settings of the jobs, with the addresses of these servers. */
  RenwuConfig jobConfig() {
    Map<String, String> differ = new HashMap<>(settings.jobs());
    differ.putIfAbsent(Options.KAFKA_BOOTSTRAP_SERVERS.key(), kafka.bootstrapServers());
    differ.putIfAbsent(Options.REDIS_URI.key(), redis.uri());
    return RenwuConfig.load(
        Optional.of(ProjectHome.flinkConf().resolve("renwu.yaml")), differ, Map.of());
  }
}
