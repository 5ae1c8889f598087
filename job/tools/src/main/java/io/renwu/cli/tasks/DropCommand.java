package io.renwu.cli.tasks;

import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.TimeConverter;
import io.renwu.codec.RuleStatus;
import io.renwu.document.IdParser;
import io.renwu.function.CatalogEntry;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.RulePublisher;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drops archived tasks of a running system and waits for its answers. */
@Command(
    name = "drop",
    description = {
      "Drops archived tasks of a running system and waits for its answers.",
      "Dropping removes all versions of a task and the users' progress. A task is refused if its",
      "highest version is not ARCHIVED or does not govern yet, or if it is a precondition of another.",
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
    SystemAccess access = new SystemAccess(settings);
    try {
      PublishedCatalog published = PublishedCatalog.read(access);
      try (RulePublisher publisher = new RulePublisher(access.kafkaClient())) {
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

  private static boolean isDropped(@Nullable RuleStatus answer) {
    return answer != null && answer.status() == RuleStatus.Status.DROPPED;
  }

  private int report(List<String> ids, Map<String, RuleStatus> answers) {
    DropReport report =
        new DropReport(
            ids.stream()
                .map(
                    taskId ->
                        new DropReport.Row(
                            taskId,
                            PublishReport.statusName(answers.get(taskId)),
                            PublishReport.violations(answers.get(taskId))))
                .toList());
    output.print(spec.commandLine().getOut(), report, () -> DropView.text(report));
    if (!answers.keySet().containsAll(ids)) {
      throw CliException.failed(
          "the request was written, but not answered within "
              + wait.toSeconds()
              + " s; is the task job running?",
          null);
    }
    return ids.stream().map(answers::get).allMatch(DropCommand::isDropped)
        ? ExitCodes.GOOD
        : ExitCodes.FINDINGS;
  }
}
