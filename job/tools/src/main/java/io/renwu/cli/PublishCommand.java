package io.renwu.cli;

import io.renwu.access.CommandAccess;
import io.renwu.catalog.TaskCatalog.Offer;
import io.renwu.cli.TaskFiles.Located;
import io.renwu.codec.RuleStatus;
import io.renwu.job.JobParts;
import io.renwu.job.config.RenwuConfig;
import io.renwu.job.kafka.RulePublisher;
import io.renwu.violation.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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

/** Publishes task documents to a running system and waits for its answer. */
@Command(
    name = "publish",
    description = {
      "Publishes task documents to a running system and waits for its answers.",
      "If anything is wrong with any of them, nothing is published.",
      "REJECTED: what is wrong stands below; what was accepted before stays in force.",
      "ACCEPTED: the version will govern. Every event that is sent once the task job has completed a",
      "checkpoint after the answer meets it; one that is sent before may not."
    })
public final class PublishCommand implements Callable<Integer> {
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

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders of task documents, or files.")
  private List<Path> places;

  @Override
  public Integer call() throws IOException {
    RenwuConfig settings = config.load();
    List<Located> documents = TaskFiles.read(places);
    JobParts parts = new JobParts(settings);
    try {
      TaskSet set = TaskSet.of(PublishedCatalog.read(parts).tasks(), documents);
      List<Finding> findings = Finding.of(set);
      if (!findings.isEmpty()) {
        return refuse(findings);
      }
      return report(set, publish(set, parts));
    } catch (IOException e) {
      throw CliException.failed(e.getMessage() + "; is kafka.bootstrap.servers right?", e);
    }
  }

  private Map<String, RuleStatus> publish(TaskSet set, JobParts parts) throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (TaskSet.Answer answer : set.answers()) {
      if (answer.outcome() == Offer.Outcome.ACCEPTED) {
        texts.put(answer.key(), answer.located().document().text());
      }
    }
    if (texts.isEmpty()) {
      return Map.of();
    }
    try (RulePublisher publisher = new RulePublisher(CommandAccess.kafka(parts))) {
      publisher.publish(texts, origin.origin(config.context().userName()));
      spec.commandLine()
          .getErr()
          .println(
              "published; waiting up to " + wait.toSeconds() + " s for the task job's answers");
      return publisher.await(new ArrayList<>(texts.keySet()), wait.toMillis());
    }
  }

  private int refuse(List<Finding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      OutputOption.print(out, Map.of("findings", findings.stream().map(Finding::json).toList()));
    } else {
      findings.forEach(finding -> out.println(finding.text()));
      out.println("nothing was published");
    }
    return ExitCodes.FINDINGS;
  }

  private int report(TaskSet set, Map<String, RuleStatus> statuses) {
    List<Map<String, Object>> rows = new ArrayList<>();
    int exitCode = ExitCodes.GOOD;
    for (TaskSet.Answer answer : set.answers()) {
      RuleStatus status = statuses.get(answer.key());
      String state = "UNCHANGED";
      if (answer.outcome() == Offer.Outcome.ACCEPTED) {
        state = status == null ? "NO_ANSWER" : status.status().name();
        if (status == null) {
          exitCode = ExitCodes.FAILED;
        } else if (status.status() == RuleStatus.Status.REJECTED) {
          exitCode = Math.max(exitCode, ExitCodes.FINDINGS);
        }
      }
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("taskId", answer.status().taskId());
      row.put("version", answer.status().version());
      row.put("status", state);
      row.put(
          "violations",
          status == null
              ? List.of()
              : status.violations().stream().map(Violation::toString).toList());
      row.put("hash", answer.located().document().hash());
      rows.add(row);
    }
    print(rows);
    if (exitCode == ExitCodes.FAILED) {
      throw CliException.failed(
          "published, but not answered within " + wait.toSeconds() + " s; is the task job running?",
          null);
    }
    return exitCode;
  }

  private void print(List<Map<String, Object>> rows) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      OutputOption.print(out, Map.of("documents", rows));
      return;
    }
    Table table = new Table("TASK", "VERSION", "STATUS");
    rows.forEach(row -> table.add(row.get("taskId"), row.get("version"), row.get("status")));
    out.print(table);
    for (Map<String, Object> row : rows) {
      for (Object violation : (List<?>) row.get("violations")) {
        out.println(row.get("taskId") + "/" + row.get("version") + " " + violation);
      }
    }
    out.flush();
  }
}
