package io.renwu.lab;

import io.renwu.cli.OutputOption;
import io.renwu.cluster.ClusterStatus;
import io.renwu.cluster.LocalCluster;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the status of a cluster. */
@Command(
    name = "status",
    description = {
      "Prints the processes, the jobs and the addresses of a cluster.",
      "Exits with 0 if every process answers and both jobs run, otherwise with 1."
    })
final class ClusterStatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOption cluster;
  @Mixin private OutputOption output;

  @Override
  public Integer call() {
    ClusterStatus status =
        cluster.use(folder -> LocalCluster.status(folder, spec.commandLine().getErr()::println));
    return ClusterReport.print(status, spec.commandLine().getOut(), output);
  }
}
