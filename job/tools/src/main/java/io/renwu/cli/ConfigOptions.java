package io.renwu.cli;

import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import io.renwu.server.Ownership;
import io.renwu.server.SystemFolder;
import io.renwu.server.SystemPointer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * The options of a command that needs the configuration: {@code --config}, and every key as {@code
 * --key value}. Use it as a picocli mixin.
 */
public final class ConfigOptions {
  static final String FILE_NAME = "renwu.yaml";
  private static final String KAFKA_CLIENT = "--kafka.client.";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "The configuration file (default: RENWU_CONFIG, else renwu.yaml in this folder, else that"
            + " of a running demo, else that of the cluster started last).",
        "Every key is also an option: --redis.uri URI (see docs/configuration.md)."
      })
  private @Nullable Path file;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Instead of --config: the folder of a cluster (see renwu cluster).")
  private @Nullable Path cluster;

  private final Map<String, String> overrides = new LinkedHashMap<>();
  private final SecretRules secrets = new SecretRules(Ownership.ofProcess());

  @SuppressWarnings("NullAway.Init") // attach() sets it before the command line is parsed
  private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // attach() sets it before the command line is parsed
  private CliContext context;

  /** Adds an option for each key to a command that has this mixin. */
  public void addKeyOptions(CommandSpec command, CliContext environment) {
    spec = command;
    context = environment;
    for (io.renwu.job.config.Option<?> option : Options.all()) {
      if (!option.isSecret() && !option.isOneTime()) {
        command.addOption(override(option.key(), option.description()));
      }
    }
  }

  /** Adds an option for each key of a Kafka client among the arguments. */
  public void addKafkaOptions(List<String> arguments) {
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

  /** The environment in which the command runs. */
  public CliContext context() {
    return context;
  }

  /** Sets a key, as its option on the command line would. */
  public void override(io.renwu.job.config.Option<?> option, String text) {
    overrides.put(option.key(), text);
  }

  /**
   * The configuration of the running system. That of a demo or cluster which was found, not named,
   * is used without the secrets of the environment: they may be meant for other servers.
   *
   * @throws io.renwu.job.config.ConfigException if it is invalid
   */
  public RenwuConfig load() {
    Optional<Path> named = namedOrLocalFile();
    Optional<Path> found = named.isPresent() ? Optional.empty() : running();
    if (found.isEmpty()) {
      return loadFrom(named);
    }
    secrets
        .withheldNotice(found.get(), context.environment())
        .ifPresent(spec.commandLine().getErr()::println);
    return withWarnings(RenwuConfig.loadFound(found.get(), overrides));
  }

  /**
   * The configuration for a command that runs a jar's code in this process, where that code can
   * read the environment.
   *
   * @throws CliException if the environment has secrets that the code must not see
   */
  public RenwuConfig loadForCode() {
    RenwuConfig config = load();
    if (!config.readsEnvironment()) {
      SecretRules.inEnvironment(context.environment()).stream()
          .findFirst()
          .ifPresent(
              variable -> {
                throw CliException.usage(
                    variable
                        + " is set, but the configuration was found and not named:"
                        + " name it with --config or --dir, or unset the variable");
              });
    }
    return config;
  }

  private Optional<Path> running() {
    return running("demo", context.demoPointer())
        .or(() -> running("cluster", context.clusterPointer()));
  }

  private Optional<Path> running(String what, SystemPointer pointer) {
    Optional<Path> config = ErrorPrinter.attempt(spec, pointer::config);
    config.ifPresent(
        path -> {
          spec.commandLine().getErr().println("using the " + what + " at " + path);
          secrets.requireTrusted(path);
        });
    return config;
  }

  /**
   * The configuration for a command that needs no running system; looks up no demo or cluster.
   *
   * @throws io.renwu.job.config.ConfigException if it is invalid
   */
  public RenwuConfig loadOffline() {
    return loadFrom(namedOrLocalFile());
  }

  private RenwuConfig loadFrom(Optional<Path> place) {
    return withWarnings(RenwuConfig.load(place, overrides, context.environment()));
  }

  /** Warns of files of secrets that other users may read. */
  private RenwuConfig withWarnings(RenwuConfig config) {
    secrets.readableFileWarnings(config).forEach(spec.commandLine().getErr()::println);
    return config;
  }

  private Optional<Path> namedOrLocalFile() {
    if (file != null && cluster != null) {
      throw CliException.usage("found --config and --dir, expected one of them");
    }
    if (file != null) {
      return Optional.of(warnIfUntrusted(file));
    }
    if (cluster != null) {
      return Optional.of(configOf(folder(cluster)));
    }
    String fromEnvironment = context.environment().get(SecretRules.CONFIG);
    if (fromEnvironment != null && !fromEnvironment.isEmpty()) {
      return Optional.of(warnIfUntrusted(Path.of(fromEnvironment)));
    }
    Path here = context.workingDirectory().resolve(FILE_NAME);
    if (!Files.exists(here, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    secrets.requireTrusted(here);
    return Optional.of(here);
  }

  /** A named file may belong to another user, as in containers: a warning, not an error. */
  private Path warnIfUntrusted(Path configuration) {
    secrets.untrustedWarning(configuration).ifPresent(spec.commandLine().getErr()::println);
    return configuration;
  }

  private SystemFolder folder(Path path) {
    return ErrorPrinter.attempt(spec, () -> SystemFolder.at(path));
  }

  /** The local cluster of {@code --dir}, else the one that was started last. */
  public Optional<SystemFolder> cluster() {
    return Optional.ofNullable(cluster)
        .or(() -> ErrorPrinter.attempt(spec, context.clusterPointer()::config).map(Path::getParent))
        .map(this::folder);
  }

  /** The local cluster whose settings {@link #load} uses; empty if it uses other settings. */
  public Optional<SystemFolder> usedCluster() {
    boolean other =
        cluster == null
            && (namedOrLocalFile().isPresent()
                || ErrorPrinter.attempt(spec, context.demoPointer()::config).isPresent());
    return other ? Optional.empty() : cluster();
  }

  private static Path configOf(SystemFolder folder) {
    if (!Files.isReadable(folder.configFile())) {
      throw CliException.failed(folder.noCluster(), null);
    }
    return folder.configFile();
  }
}
