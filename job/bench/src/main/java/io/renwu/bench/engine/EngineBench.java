package io.renwu.bench.engine;

import io.renwu.bench.BenchOptions;
import io.renwu.bench.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the engine in this process, without servers. */
@Command(
    name = "engine",
    description = "Measures the engine: events, tasks, matching, state and publishing.")
public final class EngineBench implements Callable<Integer> {
  @Mixin private BenchOptions options;

  EngineBench() {}

  @Override
  public Integer call() throws Exception {
    Report report = new Report();
    new TaskCountPart(options).run(report);
    new MatchingPart(options).run(report);
    new StatePart().run(report);
    new PublishingPart(options).run(report);
    return options.print(report);
  }
}
