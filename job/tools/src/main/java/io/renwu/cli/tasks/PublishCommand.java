package io.renwu.cli.tasks;

import io.renwu.access.CommandAccess;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.tasks.TaskFiles.Located;
import io.renwu.job.SystemAccess;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.RulePublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes task documents to a running system and waits for its answers. */
@Command(
    name = "publish",
    description = {
      "Publishes task documents and waits for the task job's answers.",
      "If any of them is invalid, nothing is published.",
      "REJECTED: the reasons are printed; the versions accepted before stay in force.",
      "ACCEPTED: the version will govern. It applies to every event sent once the task job has"
          + " completed a checkpoint after the answer; an earlier event may be evaluated without"
          + " it.",
      "UNCHANGED: the version was published before."
    })
public final class PublishCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private OutputOption output;
  @Mixin private RequestOptions request;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders of task documents, or files.")
  private List<Path> places;

  @Override
  public Integer call() throws IOException {
    RenwuConfig settings = config.load();
    List<Located> documents = TaskFiles.read(places);
    SystemAccess access = new SystemAccess(settings);
    try {
      OfferedTasks set = OfferedTasks.of(PublishedCatalog.read(access).tasks(), documents);
      List<DocumentFinding> findings = DocumentFinding.of(set);
      if (!findings.isEmpty()) {
        return refuse(findings);
      }
      Answers answers = publish(set, access);
      PublishReport report = PublishReport.of(set, answers);
      output.print(spec.commandLine().getOut(), report, () -> AnswerView.text(report));
      return answers.exitCode("published");
    } catch (IOException e) {
      throw CliException.kafka(e);
    }
  }

  private Answers publish(OfferedTasks set, SystemAccess access) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (OfferedTasks.Answer answer : set.answers()) {
      if (answer.outcome() == Offer.Outcome.ACCEPTED) {
        texts.put(answer.key(), answer.located().document().text());
      }
    }
    if (texts.isEmpty()) {
      return Answers.NONE;
    }
    try (RulePublisher publisher = new RulePublisher(CommandAccess.kafka(access))) {
      publisher.publish(texts, request.origin(config.context().userName()));
      spec.commandLine()
          .getErr()
          .println(
              "published; waiting up to "
                  + request.waitSeconds()
                  + " s for the task job's answers");
      return request.await(publisher, List.copyOf(texts.keySet()));
    }
  }

  private int refuse(List<DocumentFinding> findings) {
    output.print(
        spec.commandLine().getOut(),
        new RefusalReport(FindingReport.of(findings)),
        () -> AnswerView.refusal(findings));
    return ExitCodes.FINDINGS;
  }
}
