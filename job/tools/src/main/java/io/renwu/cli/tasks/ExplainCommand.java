package io.renwu.cli.tasks;

import io.renwu.access.CommandAccess;
import io.renwu.access.UserDecisions;
import io.renwu.catalog.CompiledTask;
import io.renwu.catalog.TaskCatalog;
import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.explain.Explanation;
import io.renwu.codec.OutputReader;
import io.renwu.job.SystemAccess;
import io.renwu.model.Decision;
import io.renwu.model.Task;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains why a user did or did not get a reward. */
@Command(
    name = "explain",
    description = {
      "Explains why a user's last events did or did not count for a task.",
      "Reads the topic task.decisions of the running system, or a file written by simulate. The"
          + " setting tasks.decisions selects which decisions are written: by default not COUNTED.",
      "Exits with 1 if the task is not known and nothing was found."
    })
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutputOption output;
  @Mixin private ConfigOptions config;

  @Parameters(index = "0", paramLabel = "USER", description = "The user's id.")
  private String userId;

  @Parameters(index = "1", paramLabel = "TASK", description = "The task's id.")
  private String taskId;

  @Option(
      names = "--decisions",
      paramLabel = "FILE.jsonl",
      description = "Read this file instead of the topic.")
  private @Nullable Path file;

  @Option(
      names = "--tasks",
      paramLabel = "DIR",
      description = "The task documents, for exact explanations (default: the published ones).")
  private @Nullable List<Path> tasks;

  @Option(
      names = {"-n", "--last"},
      paramLabel = "N",
      defaultValue = "10",
      description = "The most events to explain, the last ones (default: ${DEFAULT-VALUE}).")
  private int last;

  @Override
  public Integer call() throws IOException {
    if (userId.isBlank() || taskId.isBlank()) {
      throw CliException.usage("found an empty id, expected a user's and a task's");
    }
    if (last < 1) {
      throw CliException.usage("found --last " + last + ", expected 1 or more");
    }
    SystemAccess access = file == null ? new SystemAccess(config.load()) : null;
    List<Decision> decisions = new ArrayList<>();
    List<Decision> all =
        access == null
            ? read(Objects.requireNonNull(file, "without a file there is access"))
            : published(access);
    for (Decision decision : all) {
      boolean ofTask = decision.taskId() == null || taskId.equals(decision.taskId());
      if (userId.equals(decision.userId()) && ofTask) {
        decisions.add(decision);
      }
    }
    PublishedCatalog published = catalog(access);
    TaskCatalog catalog = published.tasks();
    boolean known = catalog.tasks().stream().anyMatch(task -> task.taskId().equals(taskId));
    if (!known && !catalog.tasks().isEmpty()) {
      spec.commandLine().getErr().println("the task " + taskId + " is not among the known tasks");
    }
    List<Explanation> explanations =
        decisions.subList(Math.max(0, decisions.size() - last), decisions.size()).stream()
            .map(decision -> new Explanation(decision, task(catalog, decision)))
            .toList();
    ExplainReport report = ExplainReport.of(userId, taskId, explanations, published);
    output.print(spec.commandLine().getOut(), report, () -> ExplainView.text(report));
    return known || !explanations.isEmpty() || catalog.tasks().isEmpty()
        ? ExitCodes.GOOD
        : ExitCodes.FINDINGS;
  }

  private List<Decision> published(SystemAccess access) {
    try {
      return UserDecisions.read(CommandAccess.kafka(access), userId);
    } catch (IOException e) {
      throw CliException.kafka(e);
    }
  }

  private static List<Decision> read(Path file) throws IOException {
    List<Decision> decisions = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          add(line, file + ":" + number, decisions);
        }
      }
    } catch (NoSuchFileException missing) {
      throw CliException.usage("no such file: " + file);
    }
    return decisions;
  }

  private static void add(String line, String place, List<Decision> decisions) {
    try {
      OutputReader.addDecision(line.getBytes(StandardCharsets.UTF_8), decisions);
    } catch (IllegalArgumentException noDecision) {
      throw CliException.usage(
          place + ": expected a decision, as simulate writes them; " + noDecision.getMessage());
    }
  }

  private PublishedCatalog catalog(@Nullable SystemAccess access) throws IOException {
    if (tasks != null) {
      return new PublishedCatalog(OfferedTasks.of(TaskFiles.read(tasks)).catalog(), Map.of());
    }
    return access == null ? PublishedCatalog.EMPTY : PublishedCatalog.read(access);
  }

  private static @Nullable Task task(TaskCatalog catalog, Decision decision) {
    CompiledTask version =
        decision.taskId() == null || decision.version() == null
            ? null
            : catalog.version(decision.taskId(), decision.version());
    return version == null ? null : version.task();
  }
}
