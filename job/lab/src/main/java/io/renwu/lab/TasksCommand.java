package io.renwu.lab;

import io.renwu.job.RenwuJob;
import io.renwu.job.TaskJob;
import io.renwu.job.config.RenwuConfig;
import java.io.IOException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;

/** Runs the task job. */
@Command(
    name = "tasks",
    description = "Runs the task job, which turns events from the queue into rewards.")
final class TasksCommand extends JobCommand {
  @Override
  RenwuJob job() {
    return RenwuJob.TASKS;
  }

  @Override
  void define(StreamExecutionEnvironment env, RenwuConfig settings) throws IOException {
    TaskJob.define(env, settings);
  }
}
