package io.renwu.bench;

import io.renwu.cli.OutputOption;
import io.renwu.cli.Table;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that every benchmark has. A picocli mixin. */
public final class BenchOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Mixin private OutputOption output;

  @Option(
      names = "--quick",
      description = "Measures little: shows that the benchmark runs, not how fast the product is.")
  private boolean quick;

  /** Whether to measure little. */
  public boolean isQuick() {
    return quick;
  }

  /** How many rounds are measured, after one for warming up. */
  public int rounds() {
    return quick ? 1 : 5;
  }

  /** The number given, or a tenth of it with {@code --quick}. */
  public int count(int full) {
    return quick ? full / 10 : full;
  }

  /** Tells people the current step on standard error; standard output is for the report. */
  public void announce(String what) {
    spec.commandLine().getErr().println("bench: " + what + " ...");
  }

  /** Prints a table before the report, for people. */
  public void print(Table table) {
    if (!output.isJson()) {
      spec.commandLine().getOut().print(table);
    }
  }

  /**
   * Prints the report.
   *
   * @return the command's exit status
   */
  public int print(Report report) {
    report.print(spec.commandLine().getOut(), output.isJson());
    return report.exitCode();
  }
}
