package io.renwu.job;

import io.renwu.connector.redis.streams.lease.LeaseSettings;
import io.renwu.function.OutputRecord.Output;
import io.renwu.function.UserEventFunction;
import io.renwu.job.config.RenwuConfig;
import java.io.IOException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Reads behaviors from the queue and turns them into rewards; see {@link TaskTopology}. */
public final class TaskJob {
  public static final String NAME = "renwu-tasks";

  private TaskJob() {}

  /** Submits the job: {@code --config FILE} and {@code --key value}. */
  public static void main(String[] args) throws Exception {
    JobRunner.run(NAME, args, TaskJob::define);
  }

  /**
   * Checks the queue's server, creates missing topics and adds the job's stages.
   *
   * @throws IOException if the server does not answer or is unfit for a queue, or a topic is
   *     missing and cannot be created
   */
  public static void define(StreamExecutionEnvironment env, RenwuConfig config) throws IOException {
    JobParts parts =
        JobRunner.prepare(env, config, new SystemAccess(config).topicNames().ofTaskJob());
    build(env, parts, parts.taskFunction());
  }

  /**
   * Adds the job's stages.
   *
   * @param tasks {@link JobParts#taskFunction}, or what a benchmark measures instead
   */
  public static void build(
      StreamExecutionEnvironment env, JobParts parts, UserEventFunction tasks) {
    KafkaConnectors kafka = parts.kafka();
    JobLeases leases = parts.leases();
    TaskTopology.build(
        env,
        new TaskTopology.Inputs(
            parts.queueSource(parts.firstStart()), parts.receiptClock(), kafka.rules()),
        parts.failureCounter(),
        parts.ruleGate(),
        tasks,
        new TaskTopology.Outputs(
            leases.guard(
                LeaseSettings.TASKS,
                kafka.exactlyOnce("outputs", Output.GRANTS, Output.PROGRESS, Output.DECISIONS)),
            leases.guard(
                LeaseSettings.TASKS, kafka.exactlyOnce("task-dead-letters", Output.DEAD_LETTERS)),
            leases.guard(
                LeaseSettings.TASKS, kafka.atLeastOnce("rule-status", Output.RULE_STATUS))));
  }
}
