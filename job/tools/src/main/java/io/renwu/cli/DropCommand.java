package io.renwu.cli;

import io.renwu.codec.RuleStatus;
import io.renwu.document.IdParser;
import io.renwu.function.CatalogEntry;
import io.renwu.job.JobParts;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.RulePublisher;
import io.renwu.violation.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drops archived tasks of a running system and waits for its answer. */
@Command(
    name = "drop",
    description = {
      "Drops archived tasks of a running system and waits for its answers.",
      "All versions of a dropped task go, and what users had of it. A task is refused whose highest",
      "version is not ARCHIVED or does not govern yet, or that another task has as precondition.",
      "Exit status 1 if one was refused."
    })
public final class DropCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;
  @Mixin private OriginOptions origin;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = TimeConverter.class,
      description = "How long to wait for the task job's answers (default: ${DEFAULT-VALUE}).")
  private Duration wait;

  @Parameters(arity = "1..*", paramLabel = "TASK", description = "The ids of tasks.")
  private List<String> tasks;

  @Override
  public Integer call() throws IOException {
    RenwuConfig settings = config.load();
    List<String> ids = tasks.stream().distinct().toList();
    for (String id : ids) {
      if (!IdParser.TASK_ID.matcher(id).matches()) {
        throw CliException.usage(
            "found the task id '" + id + "', expected small letters, digits and -, up to 64");
      }
    }
    JobParts parts = new JobParts(settings);
    try {
      PublishedCatalog published = PublishedCatalog.read(parts);
      try (RulePublisher publisher = new RulePublisher(parts.kafkaClient())) {
        publisher.drop(ids, origin.origin(config.context().userName()));
        Map<String, RuleStatus> answers = publisher.await(ids, wait.toMillis());
        publisher.forget(keys(published, answers));
        return report(ids, answers);
      }
    } catch (IOException e) {
      throw CliException.failed(e.getMessage() + "; is kafka.bootstrap.servers right?", e);
    }
  }

  /** The keys of the documents of dropped tasks. */
  private static List<String> keys(PublishedCatalog before, Map<String, RuleStatus> answers) {
    return before.tasks().tasks().stream()
        .filter(task -> isDropped(answers.get(task.taskId())))
        .map(task -> CatalogEntry.key(task.taskId(), task.version()))
        .toList();
  }

  private static boolean isDropped(RuleStatus answer) {
    return answer != null && answer.status() == RuleStatus.Status.DROPPED;
  }

  private int report(List<String> ids, Map<String, RuleStatus> answers) {
    int exitCode = ExitCodes.GOOD;
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String taskId : ids) {
      RuleStatus answer = answers.get(taskId);
      if (answer == null) {
        exitCode = ExitCodes.FAILED;
      } else if (!isDropped(answer)) {
        exitCode = Math.max(exitCode, ExitCodes.FINDINGS);
      }
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("taskId", taskId);
      row.put("status", answer == null ? "NO_ANSWER" : answer.status().name());
      row.put(
          "violations",
          answer == null
              ? List.of()
              : answer.violations().stream().map(Violation::toString).toList());
      rows.add(row);
    }
    print(rows);
    if (exitCode == ExitCodes.FAILED) {
      throw CliException.failed(
          "asked for, but not answered within " + wait.toSeconds() + " s; is the task job running?",
          null);
    }
    return exitCode;
  }

  private void print(List<Map<String, Object>> rows) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      OutputOption.print(out, Map.of("tasks", rows));
      return;
    }
    Table table = new Table("TASK", "STATUS");
    rows.forEach(row -> table.add(row.get("taskId"), row.get("status")));
    out.print(table);
    for (Map<String, Object> row : rows) {
      for (Object violation : (List<?>) row.get("violations")) {
        out.println(row.get("taskId") + " " + violation);
      }
    }
    out.flush();
  }
}
