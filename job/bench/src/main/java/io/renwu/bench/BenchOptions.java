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
      description = "Little of everything: shows that it runs, not how fast it is.")
  private boolean quick;

  /** Whether little is to be measured. */
  public boolean isQuick() {
    return quick;
  }

  /** How many rounds are measured, after one that is not. */
  public int rounds() {
    return quick ? 1 : 5;
  }

  /** So many of something, fewer if it is to be quick. */
  public int count(int whole) {
    return quick ? whole / 10 : whole;
  }

  /** Tells people what is done now; standard output is the report's. */
  public void say(String what) {
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
