package io.renwu.lab;

import io.renwu.cli.CliContext;
import io.renwu.cli.ErrorPrinter;
import io.renwu.cluster.ClusterFolder;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The option that names the folder of a local cluster. A picocli mixin. */
public final class ClusterOption {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "The folder that holds the cluster's files (default: ~/.renwu/cluster).")
  private Path folder;

  // Both are set before a command runs.
  private @Nullable CommandSpec spec;
  private @Nullable CliContext context;

  void attach(CommandSpec ofCommand, CliContext ofProcess) {
    spec = ofCommand;
    context = ofProcess;
  }

  /** The environment, folders and terminal of the process. */
  CliContext context() {
    return Objects.requireNonNull(context, "attach() is called before a command runs");
  }

  /** Applies work to the cluster and reports errors as {@link ErrorPrinter#attempt} does. */
  <T> T use(Function<ClusterFolder, T> work) {
    return ErrorPrinter.attempt(
        Objects.requireNonNull(spec, "attach() is called before a command runs"),
        () -> work.apply(ClusterFolder.at(folder == null ? context().clusterDirectory() : folder)));
  }
}
