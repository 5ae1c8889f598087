package io.renwu.job;

import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import java.io.IOException;
import java.util.Collection;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The common part of both jobs' main methods. */
final class JobRunner {
  private JobRunner() {}

  /** A job's stages. */
  @FunctionalInterface
  interface Stages {
    void addTo(StreamExecutionEnvironment env, RenwuConfig config) throws IOException;
  }

  /** Submits a job: {@code --config FILE} and {@code --key value}. */
  static void run(String name, String[] args, Stages stages) throws Exception {
    RenwuConfig config = JobArguments.parse(args);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    stages.addTo(env, config);
    env.execute(name);
  }

  /**
   * Sets up the environment, checks the queue's server and creates missing topics.
   *
   * @throws IOException if the server does not answer or is unfit for a queue, or a topic is
   *     missing and cannot be created
   */
  static JobParts prepare(
      StreamExecutionEnvironment env, RenwuConfig config, Collection<String> topics)
      throws IOException {
    JobParts parts = new JobParts(config);
    parts.applyTo(env);
    QueueServer.check(parts.access().redis(), parts.access().durability());
    parts.topicCreator().ensure(topics, config.get(Options.KAFKA_TOPICS_CREATE));
    return parts;
  }
}
