package io.renwu.lab;

import io.renwu.cli.ErrorPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands of a local cluster. */
@Command(
    name = "cluster",
    description = {
      "Runs Kafka, Redis and a Flink cluster with both jobs as processes on this machine.",
      "They keep running when the terminal is closed, and keep their data when they are stopped."
    },
    subcommands = {ClusterUpCommand.class, ClusterStatusCommand.class, ClusterDownCommand.class})
final class ClusterCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw ErrorPrinter.missingSubcommand(spec);
  }
}
