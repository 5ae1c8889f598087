package io.renwu.cli.tasks;

import io.renwu.cli.CliException;
import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.diff.SetDifference;
import io.renwu.cli.diff.TaskChange;
import io.renwu.job.SystemAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Describes what a change of tasks means for users. */
@Command(
    name = "diff",
    description = {
      "Describes what changes for users from the tasks A to the tasks B.",
      "Exits with 1 if a document is invalid or would be refused when B follows A."
    })
public final class DiffCommand implements Callable<Integer> {
  private static final String PUBLISHED = "published";

  @Spec private CommandSpec spec;
  @Mixin private OutputOption output;
  @Mixin private ConfigOptions config;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description =
          "A folder of task documents or a file; 'published' for those of the running system.")
  private String a;

  @Parameters(
      index = "1",
      paramLabel = "B",
      description = "The same for the tasks after the change.")
  private String b;

  private PublishedCatalog published = PublishedCatalog.EMPTY;

  @Override
  public Integer call() throws IOException {
    boolean wrong = false;
    OfferedTasks before = set(a);
    OfferedTasks after = set(b);
    for (OfferedTasks set : List.of(before, after)) {
      for (DocumentFinding finding : DocumentFinding.of(set)) {
        spec.commandLine().getErr().println(finding.text());
        wrong = true;
      }
    }
    List<TaskChange> changes = SetDifference.of(before.catalog().tasks(), after.catalog().tasks());
    DiffReport report = DiffReport.of(changes, published);
    output.print(spec.commandLine().getOut(), report, () -> DiffView.text(report));
    wrong |= changes.stream().anyMatch(change -> change.kind() == TaskChange.Kind.REFUSED);
    return wrong ? ExitCodes.FINDINGS : ExitCodes.GOOD;
  }

  private OfferedTasks set(String place) throws IOException {
    if (!place.equals(PUBLISHED)) {
      return OfferedTasks.of(TaskFiles.read(List.of(Path.of(place))));
    }
    try {
      published = PublishedCatalog.read(new SystemAccess(config.load()));
      return OfferedTasks.of(published.tasks(), List.of());
    } catch (IOException e) {
      throw CliException.kafka(e);
    }
  }
}
