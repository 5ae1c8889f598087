package io.renwu.lab;

import io.renwu.cli.CliException;
import io.renwu.cli.OutputOption;
import io.renwu.cluster.ClusterFolder;
import io.renwu.cluster.ClusterSettings;
import io.renwu.cluster.ClusterStatus;
import io.renwu.cluster.HighAvailability;
import io.renwu.cluster.LocalCluster;
import io.renwu.cluster.StartChoice;
import io.renwu.timeout.ServerException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a cluster, or the parts of it that do not run. */
@Command(
    name = "up",
    description = {
      "Starts the parts of a cluster that do not run, and waits until both jobs run.",
      "A new cluster gets the sample tasks; an existing one continues with its data."
    })
final class ClusterUpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOption cluster;
  @Mixin private OutputOption output;

  @Option(
      names = "--taskmanagers",
      paramLabel = "N",
      description = "How many TaskManagers (default: as before; 2 for a new cluster).")
  private Integer taskManagers;

  @Option(
      names = "--new-ports",
      description = "Choose new ports in place of those that another program now uses.")
  private boolean newPorts;

  @Option(
      names = "--ha",
      negatable = true,
      description = {
        "--ha adds a ZooKeeper and a second JobManager, which takes over the jobs if the first one",
        "fails; --no-ha removes both (default: as before; --no-ha for a new cluster)."
      })
  private Boolean highlyAvailable;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description = "Savepoint or checkpoint to start the task job from (default: the newest).")
  private String from;

  @Option(
      names = "--fresh",
      description = "Start the task job without state: it forgets all progress and budgets.")
  private boolean fresh;

  @Override
  public Integer call() {
    if (from != null && fresh) {
      throw CliException.usage("found --from and --fresh, expected one of them");
    }
    if (taskManagers != null && (taskManagers < 1 || taskManagers > 64)) {
      throw CliException.usage("--taskmanagers: found " + taskManagers + ", expected 1 to 64");
    }
    return cluster.use(this::up);
  }

  private int up(ClusterFolder folder) {
    PrintWriter err = spec.commandLine().getErr();
    if (highlyAvailable != null) {
      HighAvailability.set(folder, highlyAvailable);
    }
    LocalCluster.up(
        folder,
        Optional.ofNullable(taskManagers),
        newPorts,
        ClusterSettings.NONE,
        new StartChoice(Optional.ofNullable(from), fresh),
        err::println);
    ClusterStatus status = LocalCluster.status(folder);
    status.kafkaPid().flatMap(ProcessHandle::of).ifPresent(kafka -> writePointer(kafka, folder));
    return ClusterReport.print(status, spec.commandLine().getOut(), output);
  }

  /** Lets other commands find this cluster without {@code --dir}. */
  private void writePointer(ProcessHandle kafka, ClusterFolder folder) {
    try {
      cluster.context().clusterPointer().write(kafka, folder.configFile(), Map.of());
    } catch (ServerException e) {
      String advice = "; pass --dir " + folder.path() + " to other commands";
      spec.commandLine().getErr().println(e.getMessage() + advice);
    }
  }
}
