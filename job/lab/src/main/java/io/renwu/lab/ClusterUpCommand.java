package io.renwu.lab;

import io.renwu.cli.CliException;
import io.renwu.cli.OutputOption;
import io.renwu.cluster.ClusterFolder;
import io.renwu.cluster.ClusterSettings;
import io.renwu.cluster.ClusterStatus;
import io.renwu.cluster.HighAvailability;
import io.renwu.cluster.LocalCluster;
import io.renwu.cluster.StartChoice;
import io.renwu.patience.ServerException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a cluster, or what of it does not run. */
@Command(
    name = "up",
    description = {
      "Starts what does not run of the cluster in a folder, and waits until both jobs run.",
      "A new cluster gets the sample tasks; one that was here before goes on with its data."
    })
final class ClusterUpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOption cluster;
  @Mixin private OutputOption output;

  @Option(
      names = "--taskmanagers",
      paramLabel = "N",
      description = "How many TaskManagers (default: as before, 2 at first).")
  private Integer taskManagers;

  @Option(
      names = "--new-ports",
      description = "Take other ports for those that another program uses by now.")
  private boolean newPorts;

  @Option(
      names = "--ha",
      negatable = true,
      description = {
        "With --ha a ZooKeeper and a second JobManager, which takes over the jobs if the first one",
        "dies; --no-ha without (default: as before, without at first)."
      })
  private Boolean highlyAvailable;

  @Option(
      names = "--from",
      paramLabel = "PATH",
      description = "The savepoint or checkpoint of the task job (default: the newest one).")
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
    status.kafkaPid().flatMap(ProcessHandle::of).ifPresent(kafka -> point(kafka, folder));
    return ClusterReport.print(status, spec.commandLine().getOut(), output);
  }

  /** Lets other commands find this cluster; they can be told, too. */
  private void point(ProcessHandle kafka, ClusterFolder folder) {
    try {
      cluster.context().clusterPointer().write(kafka, folder.configFile(), Map.of());
    } catch (ServerException unusable) {
      String how = "; name it to them: --dir " + folder.path();
      spec.commandLine().getErr().println(unusable.getMessage() + how);
    }
  }
}
