package io.renwu.bench;

import io.renwu.bench.engine.EngineBench;
import io.renwu.bench.queue.QueueBench;
import io.renwu.bench.rate.RateBench;
import io.renwu.bench.soak.SoakBench;
import io.renwu.cli.CliContext;
import io.renwu.lab.Renwu;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line with its benchmarks: one subcommand each. */
@Command(
    name = "bench",
    description = {
      "Measures on this machine and compares the figures with their targets.",
      "Nothing else should run at the same time."
    },
    subcommands = {QueueBench.class, RateBench.class, EngineBench.class, SoakBench.class})
public final class Bench implements Runnable {
  @Spec private CommandSpec spec;

  private Bench() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "missing subcommand, one of " + String.join(", ", spec.subcommands().keySet()));
  }

  /** Runs a command and ends the process. */
  public static void main(String[] args) {
    CommandLine renwu = Renwu.commandLine(CliContext.ofProcess());
    CommandLine bench = new CommandLine(new Bench());
    bench.setParameterExceptionHandler(renwu.getParameterExceptionHandler());
    bench.setExecutionExceptionHandler(renwu.getExecutionExceptionHandler());
    bench.setErr(renwu.getErr());
    bench.setOut(renwu.getOut());
    renwu.addSubcommand(bench);
    System.exit(renwu.execute(args));
  }
}
