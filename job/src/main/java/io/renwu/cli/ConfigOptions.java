package io.renwu.cli;

import io.renwu.cluster.ClusterFolder;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * The options of a command that needs the configuration: {@code --config}, and every key as {@code
 * --key value}. Use it as a picocli mixin.
 */
public final class ConfigOptions {
  static final String ENVIRONMENT_VARIABLE = "RENWU_CONFIG";
  static final String FILE_NAME = "renwu.yaml";
  private static final String KAFKA_CLIENT = "--kafka.client.";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "The configuration; else that of RENWU_CONFIG, else ./renwu.yaml, else that of a running",
        "demo, else that of the cluster that was started last.",
        "Every key of it is an option, too: --redis.uri URI (see docs/configuration.md)."
      })
  private Path file;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Instead of --config: the folder of a cluster (see renwu cluster).")
  private Path cluster;

  private final Map<String, String> overrides = new LinkedHashMap<>();
  private CommandSpec spec;
  private CliContext context;

  /** Adds the keys to a command that has this mixin. */
  void attach(CommandSpec command, CliContext to) {
    spec = command;
    context = to;
    for (io.renwu.job.config.Option<?> option : Options.all()) {
      if (!option.isSecret() && !option.isOneTime()) {
        command.addOption(override(option.key(), option.description()));
      }
    }
  }

  /** Adds the keys of Kafka's clients that are among arguments; the configuration checks them. */
  void declare(List<String> arguments) {
    arguments.stream()
        .filter(argument -> argument.startsWith(KAFKA_CLIENT))
        .map(argument -> argument.split("=", 2)[0])
        .distinct()
        .filter(name -> spec.findOption(name) == null)
        .forEach(name -> spec.addOption(override(name.substring(2), "A property of Kafka.")));
  }

  private OptionSpec override(String key, String description) {
    return OptionSpec.builder("--" + key)
        .paramLabel("VALUE")
        .arity("1")
        .type(String.class)
        .hidden(true)
        .description(description.replace("%", "%%"))
        .setter(
            new ISetter() {
              @Override
              public <T> T set(T value) {
                if (value != null) {
                  overrides.put(key, (String) value);
                }
                return value;
              }
            })
        .build();
  }

  /** What the command sees of the machine. */
  CliContext context() {
    return context;
  }

  /** Sets a key as its own option would. */
  void override(io.renwu.job.config.Option<?> option, String text) {
    overrides.put(option.key(), text);
  }

  /**
   * The configuration of the running system.
   *
   * @throws io.renwu.job.config.ConfigException if it is wrong
   */
  public RenwuConfig load() {
    Optional<Path> place = ownPlace();
    if (place.isEmpty()) {
      place =
          running("demo", context.demoPointer())
              .or(() -> running("cluster", context.clusterPointer()));
    }
    return RenwuConfig.load(place, overrides, context.environment());
  }

  private Optional<Path> running(String what, Path pointer) {
    Optional<Path> config = SystemPointer.configOf(pointer);
    config.ifPresent(
        path -> spec.commandLine().getErr().println("using the " + what + " at " + path));
    return config;
  }

  /**
   * The configuration for a command that needs no running system: a demo is not looked for.
   *
   * @throws io.renwu.job.config.ConfigException if it is wrong
   */
  public RenwuConfig loadOffline() {
    return RenwuConfig.load(ownPlace(), overrides, context.environment());
  }

  private Optional<Path> ownPlace() {
    if (file != null && cluster != null) {
      throw CliException.usage("found --config and --dir, expected one of them");
    }
    if (file != null) {
      return Optional.of(file);
    }
    if (cluster != null) {
      return Optional.of(configOf(ClusterFolder.at(cluster)));
    }
    String fromEnvironment = context.environment().get(ENVIRONMENT_VARIABLE);
    if (fromEnvironment != null && !fromEnvironment.isEmpty()) {
      return Optional.of(Path.of(fromEnvironment));
    }
    Path here = context.workingDirectory().resolve(FILE_NAME);
    return Files.exists(here) ? Optional.of(here) : Optional.empty();
  }

  /** The local cluster that is meant: that of {@code --dir}, else the one that was started last. */
  Optional<ClusterFolder> cluster() {
    return Optional.ofNullable(cluster)
        .or(() -> SystemPointer.configOf(context.clusterPointer()).map(Path::getParent))
        .map(ClusterFolder::at);
  }

  /** The local cluster whose settings {@link #load} takes, if they are one's. */
  Optional<ClusterFolder> usedCluster() {
    boolean other =
        cluster == null
            && (ownPlace().isPresent()
                || SystemPointer.configOf(context.demoPointer()).isPresent());
    return other ? Optional.empty() : cluster();
  }

  private static Path configOf(ClusterFolder folder) {
    if (!Files.isReadable(folder.configFile())) {
      throw CliException.failed(folder.noCluster(), null);
    }
    return folder.configFile();
  }
}
