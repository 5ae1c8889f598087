package io.renwu.lab;

import io.renwu.chaos.ChaosResult;
import io.renwu.chaos.ChaosRun;
import io.renwu.chaos.ChaosSettings;
import io.renwu.chaos.fault.FaultKind;
import io.renwu.cli.CliException;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.TimeConverter;
import io.renwu.cluster.ClusterFolder;
import io.renwu.server.Workspace;
import io.renwu.timeout.ServerException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Injects faults into a cluster under load and compares its rewards with a recount. */
@Command(
    name = "chaos",
    description = {
      "Injects random faults into a local system, and checks that no reward is lost.",
      "Starts a new cluster and plays traffic. Kills, suspends and restarts processes, cuts the",
      "network, fills the disk, changes the jobs, sends hostile records and documents, and waits",
      "for recovery each time. Then compares every reward with an independent recount.",
      "Exits with 0 only if no reward is lost or duplicated, the jobs recovered from every fault,",
      "and hostile input restarted no job."
    })
final class ChaosCommand implements Callable<Integer> {
  /** Kafka's transactions time out after 10 minutes, and the jobs need time to recover. */
  private static final Duration MOST_OUTAGE = Duration.ofMinutes(5);

  private static final Duration LEAST_OUTAGE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int MOST_DRAWN_SEED = 1_000_000;

  @Spec private CommandSpec spec;
  @Mixin private OutputOption output;

  @Option(
      names = "--faults",
      paramLabel = "N",
      defaultValue = "30",
      description = "How many faults (default: ${DEFAULT-VALUE}).")
  private int faults;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Seed of faults and traffic; the same seed gives the same plan (default: drawn).")
  private Long seed;

  @Option(
      names = "--kinds",
      paramLabel = "KIND",
      split = ",",
      converter = KindConverter.class,
      description = {
        "Only these kinds of faults, separated by commas (default: all):",
        "${COMPLETION-CANDIDATES}."
      },
      completionCandidates = Kinds.class)
  private List<FaultKind> kinds = List.of(FaultKind.values());

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "300",
      description = "Behaviors a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--outage",
      paramLabel = "TIME",
      defaultValue = "15s",
      converter = TimeConverter.class,
      description = "How long a fault lasts at most, up to 5m (default: ${DEFAULT-VALUE}).")
  private Duration outage;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "A new folder for the cluster's files (default: a temporary one).")
  private Path directory;

  @Option(
      names = "--keep",
      description = "Keep the temporary folder; it is always kept if problems were found.")
  private boolean keep;

  @Override
  public Integer call() throws Exception {
    checkOptions();
    long usedSeed = seed == null ? new SecureRandom().nextInt(MOST_DRAWN_SEED) : seed;
    ChaosSettings settings =
        new ChaosSettings(usedSeed, faults, EnumSet.copyOf(kinds), rate, outage, PATIENCE);
    if (directory != null) {
      return run(settings, directory) ? ExitCodes.GOOD : ExitCodes.FINDINGS;
    }
    try (Workspace workspace = Workspace.create()) {
      boolean good = run(settings, workspace.path().resolve("cluster"));
      if (keep || !good) {
        workspace.keep();
        spec.commandLine().getErr().println("kept " + workspace.path());
      }
      return good ? ExitCodes.GOOD : ExitCodes.FINDINGS;
    }
  }

  private void checkOptions() {
    requirePositive("--faults", faults);
    requirePositive("--rate", rate);
    if (outage.compareTo(LEAST_OUTAGE) < 0 || outage.compareTo(MOST_OUTAGE) > 0) {
      throw CliException.usage("--outage: found " + outage.toSeconds() + " s, expected 1s to 5m");
    }
  }

  private static void requirePositive(String option, int value) {
    if (value < 1) {
      throw CliException.usage(option + ": found " + value + ", expected at least 1");
    }
  }

  private boolean run(ChaosSettings settings, Path folder) throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Consumer<String> progress =
        line -> {
          err.println(line);
          err.flush();
        };
    progress.accept("seed " + settings.seed() + ", " + settings.faults() + " faults, in " + folder);
    try {
      ChaosResult result = new ChaosRun(settings, ClusterFolder.at(folder), progress).run();
      output.print(
          spec.commandLine().getOut(), ChaosReport.of(result), () -> new ChaosView(result).text());
      return result.good();
    } catch (ServerException e) {
      List<String> lines =
          Objects.requireNonNullElse(e.getMessage(), "no message").lines().toList();
      lines.stream().skip(1).forEach(progress);
      throw CliException.failed(lines.get(0), e);
    }
  }

  /** The names of the kinds of faults, for the help. */
  static final class Kinds implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Arrays.stream(FaultKind.values()).map(FaultKind::word).iterator();
    }
  }

  static final class KindConverter implements ITypeConverter<FaultKind> {
    @Override
    public FaultKind convert(String text) {
      return Arrays.stream(FaultKind.values())
          .filter(kind -> kind.word().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "found '"
                          + text
                          + "', expected one of "
                          + Arrays.stream(FaultKind.values())
                              .map(FaultKind::word)
                              .collect(Collectors.joining(", "))));
    }
  }
}
