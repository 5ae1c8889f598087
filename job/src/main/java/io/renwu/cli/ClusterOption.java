package io.renwu.cli;

import io.renwu.cluster.ClusterFolder;
import io.renwu.server.ServerException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The option that names a cluster of this machine. A picocli mixin. */
public final class ClusterOption {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "The folder of all that the cluster writes (default: ~/.renwu/cluster).")
  private Path folder;

  private CommandSpec spec;
  private CliContext context;

  void attach(CommandSpec command, CliContext to) {
    spec = command;
    context = to;
  }

  /** What the command sees of the machine. */
  CliContext context() {
    return context;
  }

  /** Does something with the cluster; see {@link #attempt}. */
  <T> T use(Function<ClusterFolder, T> work) {
    return attempt(
        spec,
        () -> work.apply(ClusterFolder.at(folder == null ? context.clusterDirectory() : folder)));
  }

  /**
   * Does something with servers. What a server wrote before it failed goes to the standard error;
   * the message stays one line.
   */
  static <T> T attempt(CommandSpec spec, Supplier<T> work) {
    try {
      return work.get();
    } catch (ServerException e) {
      List<String> lines = e.getMessage().lines().toList();
      lines.stream().skip(1).forEach(spec.commandLine().getErr()::println);
      throw CliException.failed(lines.get(0), e);
    }
  }
}
