package io.renwu.job;

import io.renwu.connector.redis.streams.lease.LeaseSettings;
import io.renwu.function.OutputRecord.Output;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.TopicNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Moves behaviors from Kafka into the queue; see {@link CollectorTopology}. */
public final class CollectorJob {
  public static final String NAME = "renwu-collector";

  private CollectorJob() {}

  /** Submits the job: {@code --config FILE} and {@code --key value}. */
  public static void main(String[] args) throws Exception {
    JobRunner.run(NAME, args, CollectorJob::define);
  }

  /**
   * Checks the queue's server, creates missing topics and adds the job's stages.
   *
   * @throws IOException if the server does not answer or is unfit for a queue, or a topic is
   *     missing and cannot be created
   */
  public static void define(StreamExecutionEnvironment env, RenwuConfig config) throws IOException {
    JobParts parts = JobRunner.prepare(env, config, topics(config));
    CollectorTopology.build(
        env,
        parts.behaviors(),
        parts.behaviorReader(),
        parts.queueSink(),
        parts
            .leases()
            .guard(
                LeaseSettings.COLLECTOR,
                parts.kafka().exactlyOnce("collector-dead-letters", Output.DEAD_LETTERS)));
  }

  private static List<String> topics(RenwuConfig config) {
    TopicNames names = new SystemAccess(config).topicNames();
    List<String> topics = new ArrayList<>(List.of(names.deadLetters()));
    for (String behavior : config.get(Options.COLLECTOR_BEHAVIORS)) {
      topics.add(names.behavior(behavior));
    }
    return topics;
  }
}
