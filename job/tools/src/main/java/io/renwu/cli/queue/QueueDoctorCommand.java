package io.renwu.cli.queue;

import io.renwu.cli.ConfigOptions;
import io.renwu.cli.OutputOption;
import io.renwu.cli.RedisSession;
import io.renwu.connector.redis.streams.inspect.Diagnosis;
import io.renwu.connector.redis.streams.inspect.QueueDoctor;
import io.renwu.connector.redis.streams.inspect.QueueExpectations;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the problems of the queue. */
@Command(
    name = "doctor",
    description = {
      "Looks for problems of the queue, and says what to do.",
      "Checks the servers, the registry of streams, the streams and their entries. Changes"
          + " nothing. Exits with 1 if it finds a problem."
    })
final class QueueDoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;

  @Option(
      names = "--deep",
      description = "Unpack every entry (default: the first and the last 16 of each stream).")
  private boolean deep;

  @Override
  public Integer call() {
    RenwuConfig system = config.load();
    QueueExpectations expected = new SystemAccess(system).expectations();
    Diagnosis diagnosis =
        RedisSession.withQueue(system, queue -> new QueueDoctor(queue, expected, deep).examine());
    return DiagnosisReport.print(diagnosis, spec.commandLine().getOut(), output, config.context());
  }
}
