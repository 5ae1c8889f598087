package io.renwu.bench.soak;

import io.renwu.access.SampleTasks;
import io.renwu.access.TasksInForce;
import io.renwu.job.CollectorJob;
import io.renwu.job.SystemAccess;
import io.renwu.job.TaskJob;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.EmbeddedFlink;
import io.renwu.server.KafkaServer;
import io.renwu.server.RedisServer;
import io.renwu.server.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Kafka, Redis and Flink with both jobs and the sample tasks. */
final class SoakServers implements AutoCloseable {
  private static final int SLOTS = 4;

  /** No record expires by the machine's clock, which a fast clock may be ahead of. */
  private static final Map<String, String> KAFKA =
      Map.of(
          "log.retention.ms",
          "-1",
          "log.message.timestamp.after.max.ms",
          Long.toString(Long.MAX_VALUE));

  private static final Map<String, String> FLINK =
      Map.of(
          "parallelism.default",
          "2",
          "execution.checkpointing.interval",
          "5s",
          "state.backend.rocksdb.metrics.estimate-live-data-size",
          "true",
          "state.backend.rocksdb.metrics.estimate-num-keys",
          "true");

  private final Workspace workspace;
  private final KafkaServer kafka;
  private final RedisServer redis;
  private final EmbeddedFlink flink;
  private final RenwuConfig config;
  private final String taskJob;

  /**
   * Starts everything and publishes the tasks.
   *
   * @param memoryHorizon of the tasks
   * @param retained span of event time that the queue keeps
   */
  SoakServers(Duration memoryHorizon, Duration retained) throws Exception {
    workspace = Workspace.create();
    kafka = new KafkaServer(workspace.folder("kafka"), KAFKA);
    redis = new RedisServer(workspace.folder("redis"));
    kafka.start();
    redis.start();
    flink = EmbeddedFlink.start(workspace.folder("flink"), SLOTS, FLINK);
    Map<String, String> settings = new HashMap<>();
    settings.put(Options.KAFKA_BOOTSTRAP_SERVERS.key(), kafka.bootstrapServers());
    settings.put(Options.REDIS_URI.key(), redis.uri());
    settings.put(Options.TASKS_MEMORY_HORIZON.key(), memoryHorizon.toString());
    settings.put(Options.QUEUE_RETAIN_SPAN.key(), retained.toString());
    // The drift is also event time, which advances by minutes between two polls of the readers.
    settings.put(Options.QUEUE_MAX_DRIFT.key(), retained.toString());
    config = RenwuConfig.load(Optional.empty(), settings, Map.of());
    submit(CollectorJob.NAME);
    taskJob = submit(TaskJob.NAME);
    TasksInForce.publish(
        new SystemAccess(config).kafkaClient(),
        SampleTasks.load().texts(),
        flink.rest(),
        Duration.ofMinutes(2));
  }

  private String submit(String job) throws Exception {
    StreamExecutionEnvironment env = flink.environment();
    if (job.equals(CollectorJob.NAME)) {
      CollectorJob.define(env, config);
    } else {
      TaskJob.define(env, config);
    }
    return env.executeAsync(job).getJobID().toHexString();
  }

  /**
   * The size of the task job's live state: that of a savepoint in Flink's canonical format, which
   * is then deleted.
   */
  long savedBytes() throws IOException {
    Path folder = workspace.folder("savepoint");
    flink.rest().savepoint(taskJob, folder);
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
        Files.delete(path);
      }
    }
    return bytes;
  }

  RenwuConfig config() {
    return config;
  }

  EmbeddedFlink flink() {
    return flink;
  }

  /** The task job's id. */
  String taskJob() {
    return taskJob;
  }

  @Override
  public void close() {
    flink.close();
    kafka.stop();
    redis.stop();
    workspace.close();
  }
}
