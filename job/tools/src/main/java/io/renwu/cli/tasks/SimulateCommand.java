package io.renwu.cli.tasks;

import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.simulate.Simulation;
import io.renwu.cli.simulate.SimulationCounts;
import io.renwu.cli.simulate.SimulationReport;
import io.renwu.cli.simulate.SimulationView;
import io.renwu.codec.EventCodec;
import io.renwu.engine.EngineSettings;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the engine over a file of events, without any server. */
@Command(
    name = "simulate",
    description = {
      "Runs the engine over a file of events, without any server.",
      "Writes grants.jsonl, progress.jsonl, decisions.jsonl, dead-letters.jsonl and"
          + " rule-status.jsonl.",
      "Ignores refused documents; exits with 1 if there is one."
    })
public final class SimulateCommand implements Callable<Integer> {
  private static final String STDIN = "-";

  @Spec private CommandSpec spec;
  @Mixin private OutputOption output;
  @Mixin private ConfigOptions config;

  @Option(
      names = "--tasks",
      required = true,
      paramLabel = "DIR",
      description = "A folder of task documents, or a file. Repeatable.")
  private List<Path> tasks;

  @Option(
      names = "--events",
      required = true,
      paramLabel = "FILE.jsonl",
      description = "One event per line; - for the standard input.")
  private String events;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the outputs; existing output files are replaced.")
  private Path out;

  @Option(
      names = "--deduplication-horizon",
      paramLabel = "DURATION",
      description = "Short for --tasks.deduplication.horizon.")
  void deduplicationHorizon(String duration) {
    config.override(Options.TASKS_DEDUPLICATION_HORIZON, duration);
  }

  @Option(
      names = "--max-ahead",
      paramLabel = "DURATION",
      description = "Short for --collector.time.max.ahead.")
  void maxAhead(String duration) {
    config.override(Options.COLLECTOR_TIME_MAX_AHEAD, duration);
  }

  @Override
  public Integer call() {
    RenwuConfig settings = config.loadOffline();
    OfferedTasks set = OfferedTasks.of(TaskFiles.read(tasks));
    DocumentFinding.ofDocuments(set)
        .forEach(finding -> spec.commandLine().getErr().println(finding.text()));
    Simulation simulation =
        new Simulation(
            new EventCodec(settings.get(Options.COLLECTOR_TIME_MAX_AHEAD)),
            new EngineSettings(
                settings.get(Options.TASKS_DEDUPLICATION_HORIZON),
                settings.get(Options.TASKS_MEMORY_HORIZON)),
            set.catalog(),
            set.answers().stream().map(OfferedTasks.Answer::status).toList());
    SimulationCounts counts = run(simulation);
    SimulationReport report = counts.report();
    output.print(spec.commandLine().getOut(), report, () -> SimulationView.text(report));
    return counts.rejected() == 0 ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }

  private SimulationCounts run(Simulation simulation) {
    try (InputStream lines = open()) {
      return simulation.run(lines, out);
    } catch (NoSuchFileException missing) {
      throw CliException.usage("no such file: " + missing.getMessage());
    } catch (IOException | UncheckedIOException failed) {
      throw CliException.failed("cannot read or write: " + failed.getMessage(), failed);
    }
  }

  private InputStream open() throws IOException {
    return events.equals(STDIN) ? System.in : Files.newInputStream(Path.of(events));
  }
}
