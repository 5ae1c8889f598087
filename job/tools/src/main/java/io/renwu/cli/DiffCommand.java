package io.renwu.cli;

import io.renwu.cli.diff.SetDifference;
import io.renwu.cli.diff.TaskChange;
import io.renwu.job.SystemAccess;
import java.io.IOException;
import java.io.PrintWriter;
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

/** Says what a change of tasks means for users. */
@Command(
    name = "diff",
    description = {
      "Says in words what changes for users from the tasks A to the tasks B.",
      "Exit status 1 if a document is wrong or would be refused when B follows A."
    })
public final class DiffCommand implements Callable<Integer> {
  private static final String PUBLISHED = "published";

  @Spec private CommandSpec spec;
  @Mixin private OutputOption output;
  @Mixin private ConfigOptions config;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "A folder of task documents or a file; 'published' for the running system's.")
  private String a;

  @Parameters(index = "1", paramLabel = "B", description = "Another one.")
  private String b;

  private PublishedCatalog published = PublishedCatalog.EMPTY;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    boolean wrong = false;
    TaskSet before = set(a);
    TaskSet after = set(b);
    for (TaskSet set : List.of(before, after)) {
      for (Finding finding : Finding.of(set)) {
        spec.commandLine().getErr().println(finding.text());
        wrong = true;
      }
    }
    List<TaskChange> changes = SetDifference.of(before.catalog().tasks(), after.catalog().tasks());
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("changes", changes.stream().map(this::json).toList());
      OutputOption.print(out, json);
    } else {
      changes.forEach(
          change -> {
            out.println(change.text());
            published
                .originText(change.taskId(), change.before())
                .ifPresent(origin -> out.println("  " + origin));
          });
      out.println(
          changes.isEmpty()
              ? "no difference"
              : changes.size() + (changes.size() == 1 ? " task differs" : " tasks differ"));
    }
    wrong |= changes.stream().anyMatch(change -> change.kind() == TaskChange.Kind.REFUSED);
    return wrong ? ExitCodes.FINDINGS : ExitCodes.GOOD;
  }

  private Map<String, Object> json(TaskChange change) {
    Map<String, Object> json = change.json();
    published
        .origin(change.taskId(), change.before())
        .ifPresent(origin -> json.put("published", origin));
    return json;
  }

  private TaskSet set(String place) throws IOException {
    if (!place.equals(PUBLISHED)) {
      return TaskSet.of(TaskFiles.read(List.of(Path.of(place))));
    }
    try {
      published = PublishedCatalog.read(new SystemAccess(config.load()));
      return TaskSet.of(published.tasks(), List.of());
    } catch (IOException e) {
      throw CliException.failed(e.getMessage() + "; is kafka.bootstrap.servers right?", e);
    }
  }
}
