package io.renwu.lab;

import io.renwu.job.CollectorJob;
import io.renwu.job.RenwuJob;
import io.renwu.job.config.RenwuConfig;
import java.io.IOException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;

/** Runs the collector job. */
@Command(
    name = "collector",
    description = "Runs the collector job, which moves events from Kafka into the queue.")
final class CollectorCommand extends JobCommand {
  @Override
  RenwuJob job() {
    return RenwuJob.COLLECTOR;
  }

  @Override
  void define(StreamExecutionEnvironment env, RenwuConfig settings) throws IOException {
    CollectorJob.define(env, settings);
  }
}
