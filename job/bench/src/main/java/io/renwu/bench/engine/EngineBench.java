package io.renwu.bench.engine;

import io.renwu.bench.BenchOptions;
import io.renwu.bench.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the engine in this process: alone, and in Flink jobs. Needs no servers. */
@Command(
    name = "engine",
    description = "Measures the engine: events, tasks, matching, publishing, and users in a job.")
public final class EngineBench implements Callable<Integer> {
  @Mixin private BenchOptions options;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Users of the larger job; ${DEFAULT-VALUE} if it is not given.",
      defaultValue = "10000000")
  private int users;

  EngineBench() {}

  @Override
  public Integer call() throws Exception {
    Report report = new Report();
    new TaskCountPart(options).run(report);
    new MatchingPart(options).run(report);
    new StatePart().run(report);
    new PublishingPart(options).run(report);
    new PipelinePart(options, options.count(users)).run(report);
    return options.print(report);
  }
}
