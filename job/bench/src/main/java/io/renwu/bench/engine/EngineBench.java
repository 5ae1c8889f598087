package io.renwu.bench.engine;

import io.renwu.bench.BenchOptions;
import io.renwu.bench.Report;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures the engine: alone, in Flink jobs without servers, and in the task job with its own
 * servers.
 */
@Command(
    name = "engine",
    description = "Measures the engine: events, tasks, matching, publishing, and users in a job.")
public final class EngineBench implements Callable<Integer> {
  /** The parts that can be measured alone. */
  enum Part {
    PEERS,
    TASKS,
    MATCHING,
    STATE,
    PUBLISHING,
    FUNCTION,
    JOB
  }

  @Mixin private BenchOptions options;

  @Option(
      names = "--part",
      split = ",",
      description = "Only these parts: ${COMPLETION-CANDIDATES}. Default: all.")
  private Set<Part> parts = EnumSet.allOf(Part.class);

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
    if (parts.contains(Part.PEERS)) {
      new PeersPart(options).run(report);
    }
    if (parts.contains(Part.TASKS)) {
      new TaskCountPart(options).run(report);
    }
    if (parts.contains(Part.MATCHING)) {
      new MatchingPart(options).run(report);
    }
    if (parts.contains(Part.STATE)) {
      new StatePart().run(report);
    }
    if (parts.contains(Part.PUBLISHING)) {
      new PublishingPart(options).run(report);
    }
    if (parts.contains(Part.FUNCTION)) {
      new PipelinePart(options, options.count(users)).run(report);
    }
    if (parts.contains(Part.JOB)) {
      new TaskJobPart(options).run(report);
    }
    return options.print(report);
  }
}
