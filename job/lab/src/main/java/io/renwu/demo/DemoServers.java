package io.renwu.demo;

import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.EmbeddedFlink;
import io.renwu.server.Folders;
import io.renwu.server.KafkaServer;
import io.renwu.server.RedisServer;
import io.renwu.server.SystemPointer;
import io.renwu.server.Workspace;
import io.renwu.timeout.ServerException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Kafka, Redis and Flink in a temporary folder that is deleted with them. */
final class DemoServers implements AutoCloseable {
  private static final int SLOTS = 4;

  /** A short interval shows rewards soon, and costs little at this size. */
  private static final Map<String, String> FLINK =
      Map.of("execution.checkpointing.interval", "1s", "parallelism.default", "2");

  private final Workspace workspace;
  private final KafkaServer kafka;
  private final RedisServer redis;
  private final EmbeddedFlink flink;
  private final RenwuConfig config;
  private final Path configFile;
  private final SystemPointer pointer;

  private DemoServers(
      Workspace workspace,
      KafkaServer kafka,
      RedisServer redis,
      EmbeddedFlink flink,
      SystemPointer pointer) {
    this.workspace = workspace;
    this.kafka = kafka;
    this.redis = redis;
    this.flink = flink;
    this.pointer = pointer;
    Map<String, String> settings = new HashMap<>();
    settings.put(Options.KAFKA_BOOTSTRAP_SERVERS.key(), kafka.bootstrapServers());
    settings.put(Options.REDIS_URI.key(), redis.uri());
    settings.put(Options.KAFKA_DISCOVERY_INTERVAL.key(), "PT2S");
    settings.put(Options.QUEUE_DISCOVERY_INTERVAL.key(), "PT1S");
    config = RenwuConfig.load(Optional.empty(), settings, Map.of());
    configFile = workspace.path().resolve("renwu.yaml");
  }

  /** Starts all servers in parallel; if one fails, stops the others. */
  static DemoServers start(SystemPointer pointer) {
    Workspace workspace = Workspace.create();
    KafkaServer kafka = new KafkaServer(workspace.path().resolve("kafka"));
    RedisServer redis = new RedisServer(workspace.path().resolve("redis"));
    CompletableFuture<Void> kafkaUp = CompletableFuture.runAsync(kafka::start);
    try {
      redis.start();
      EmbeddedFlink flink = EmbeddedFlink.start(workspace.path().resolve("flink"), SLOTS, FLINK);
      kafkaUp.join();
      DemoServers servers = new DemoServers(workspace, kafka, redis, flink, pointer);
      servers.writePointer();
      return servers;
    } catch (RuntimeException e) {
      kafkaUp.handle((done, failure) -> null).join();
      kafka.stop();
      redis.stop();
      workspace.close();
      throw e;
    }
  }

  /** Lets other commands find this demonstration. Prints advice if the file cannot be written. */
  private void writePointer() {
    Folders.write(configFile, config.toYaml());
    try {
      pointer.write(ProcessHandle.current(), configFile, Map.of("flink", flink.webUi().toString()));
    } catch (ServerException e) {
      System.err.println(e.getMessage() + "; pass --config " + configFile + " to other commands");
    }
  }

  RenwuConfig config() {
    return config;
  }

  Path configFile() {
    return configFile;
  }

  EmbeddedFlink flink() {
    return flink;
  }

  @Override
  public void close() {
    try {
      pointer.delete();
    } finally {
      flink.close();
      kafka.stop();
      redis.stop();
      workspace.close();
    }
  }
}
