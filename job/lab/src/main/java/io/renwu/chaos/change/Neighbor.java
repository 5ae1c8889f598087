package io.renwu.chaos.change;

import io.renwu.access.TasksInForce;
import io.renwu.demo.DrainCheck;
import io.renwu.demo.RewardJudge;
import io.renwu.demo.TrafficPlayer;
import io.renwu.demo.recount.RecountReport;
import io.renwu.demo.traffic.TrafficGenerator;
import io.renwu.flink.FlinkRest;
import io.renwu.job.CollectorJob;
import io.renwu.job.SystemAccess;
import io.renwu.job.TaskJob;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.server.EmbeddedFlink;
import io.renwu.timeout.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A second system with its own Flink and its own traffic on the same Kafka and Redis. */
final class Neighbor implements AutoCloseable {
  private static final int SLOTS = 2;
  private static final int USERS = 50;
  private static final int EVENTS_PER_SECOND = 30;

  private final RenwuConfig config;
  private final Map<String, String> tasks;
  private final Duration patience;
  private final EmbeddedFlink flink;
  private final TrafficPlayer player;

  /**
   * Starts its jobs, publishes its tasks and begins its traffic.
   *
   * @param config with prefixes that only this system uses
   * @param folder of its Flink
   * @param tasks that it publishes, by {@code taskId/version}
   * @param seed of its traffic
   */
  Neighbor(RenwuConfig config, Path folder, Map<String, String> tasks, long seed, Duration patience)
      throws Exception {
    this.config = config;
    this.tasks = tasks;
    this.patience = patience;
    this.flink =
        EmbeddedFlink.start(
            folder,
            SLOTS,
            Map.of("execution.checkpointing.interval", "1s", "parallelism.default", "1"));
    this.player =
        new TrafficPlayer(
            client(), new TrafficGenerator(seed, USERS), topicPrefix(), EVENTS_PER_SECOND);
    try {
      start();
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  private void start() throws Exception {
    StreamExecutionEnvironment collector = flink.environment();
    CollectorJob.define(collector, config);
    collector.executeAsync(CollectorJob.NAME);
    StreamExecutionEnvironment taskJob = flink.environment();
    TaskJob.define(taskJob, config);
    taskJob.executeAsync(TaskJob.NAME);
    TasksInForce.publish(client(), tasks, flink.rest(), patience);
    player.start();
  }

  private KafkaAccess client() {
    return new SystemAccess(config).kafkaClient();
  }

  private String topicPrefix() {
    return client().topics().behaviors();
  }

  /**
   * Ends the traffic, waits until every record is processed, and compares the rewards with a
   * recount.
   */
  RecountReport judge() throws Exception {
    player.finish();
    try (DrainCheck drain = new DrainCheck(config)) {
      Await.until(
          "every record of the second system to be processed",
          patience,
          drain::remaining,
          remaining -> remaining == 0);
    }
    for (FlinkRest.Job job : flink.rest().jobs()) {
      if (job.isRunning()) {
        flink.rest().stopWithSavepoint(job.id(), Optional.empty());
      }
    }
    return RewardJudge.of(client(), topicPrefix(), tasks);
  }

  @Override
  public void close() {
    player.close();
    flink.close();
  }
}
