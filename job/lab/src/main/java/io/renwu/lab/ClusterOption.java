package io.renwu.lab;

import io.renwu.cli.CliContext;
import io.renwu.cli.ErrorPrinter;
import io.renwu.cluster.ClusterFolder;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The option that names a cluster of this machine. A picocli mixin. */
public final class ClusterOption {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "The folder of all that the cluster writes (default: ~/.renwu/cluster).")
  private Path folder;

  private @Nullable CommandSpec spec;
  private @Nullable CliContext context;

  void attach(CommandSpec command, CliContext to) {
    spec = command;
    context = to;
  }

  /** What the command sees of the machine. */
  @Nullable CliContext context() {
    return context;
  }

  /** Does something with the cluster; see {@link ErrorPrinter#attempt}. */
  <T> T use(Function<ClusterFolder, T> work) {
    return ErrorPrinter.attempt(
        spec,
        () -> work.apply(ClusterFolder.at(folder == null ? context.clusterDirectory() : folder)));
  }
}
