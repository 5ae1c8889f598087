package io.renwu.lab;

import io.renwu.cli.ExitCodes;
import io.renwu.cluster.LocalCluster;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops a cluster. */
@Command(
    name = "down",
    description = {
      "Stops both jobs with a savepoint each, then every process. The folder keeps the data.",
      "Exits with 1 if a job was stopped without a savepoint: it will continue from its last",
      "checkpoint."
    })
final class ClusterDownCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOption cluster;

  @Option(
      names = "--no-savepoint",
      description = "Stop at once; the jobs will continue from their last checkpoints.")
  private boolean noSavepoint;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    return cluster.use(folder -> LocalCluster.down(folder, !noSavepoint, err::println))
        ? ExitCodes.GOOD
        : ExitCodes.FINDINGS;
  }
}
