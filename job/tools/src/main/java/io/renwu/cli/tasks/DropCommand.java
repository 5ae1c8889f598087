package io.renwu.cli.tasks;

import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.OutputOption;
import io.renwu.codec.RuleStatus;
import io.renwu.document.IdParser;
import io.renwu.function.CatalogEntry;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.RulePublisher;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drops archived tasks of a running system and waits for its answers. */
@Command(
    name = "drop",
    description = {
      "Drops archived tasks and waits for the task job's answers.",
      "Dropping removes all versions of a task and the users' progress. A task is refused if its"
          + " highest version is not ARCHIVED or does not govern yet, or if it is a precondition"
          + " of another.",
      "Exits with 1 if one was refused."
    })
public final class DropCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;
  @Mixin private RequestOptions request;

  @Parameters(arity = "1..*", paramLabel = "TASK", description = "The ids of tasks.")
  private List<String> tasks;

  @Override
  public Integer call() throws IOException {
    RenwuConfig settings = config.load();
    List<String> ids = tasks.stream().distinct().toList();
    for (String id : ids) {
      if (!IdParser.TASK_ID.matcher(id).matches()) {
        throw CliException.usage(
            "found the task id '" + id + "', expected lowercase letters, digits and -, at most 64");
      }
    }
    SystemAccess access = new SystemAccess(settings);
    try {
      PublishedCatalog published = PublishedCatalog.read(access);
      try (RulePublisher publisher = new RulePublisher(access.kafkaClient())) {
        publisher.drop(ids, request.origin(config.context().userName()));
        Answers answers = request.await(publisher, ids);
        publisher.writeTombstones(keys(published, answers));
        DropReport report = DropReport.of(answers);
        output.print(spec.commandLine().getOut(), report, () -> AnswerView.text(report));
        return answers.exitCode("the request was written");
      }
    } catch (IOException e) {
      throw CliException.kafka(e);
    }
  }

  /** The keys of the documents of dropped tasks. */
  private static List<String> keys(PublishedCatalog before, Answers answers) {
    return before.tasks().tasks().stream()
        .filter(task -> answers.hasStatus(task.taskId(), RuleStatus.Status.DROPPED))
        .map(task -> CatalogEntry.key(task.taskId(), task.version()))
        .toList();
  }
}
