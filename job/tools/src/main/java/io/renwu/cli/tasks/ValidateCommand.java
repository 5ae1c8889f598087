package io.renwu.cli.tasks;

import io.renwu.cli.CliException;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.tasks.DocumentFinding.Severity;
import io.renwu.cli.tasks.TaskFiles.Located;
import io.renwu.lint.Costs;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Validates task documents without any server. */
@Command(
    name = "validate",
    description = {
      "Checks task documents, by themselves and as a set.",
      "Prints all errors, and warnings about what is probably a mistake."
    })
public final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutputOption output;

  @Option(names = "--strict", description = "Exit with 1 also for warnings.")
  private boolean strict;

  @Option(names = "--no-lint", description = "Look for errors only.")
  private boolean withoutLint;

  @Option(
      names = "--now",
      paramLabel = "TIME",
      description = "The current time for the checks (default: that of the clock).")
  private @Nullable Instant now;

  @Option(
      names = "--users",
      paramLabel = "NUMBER",
      description = "Print the most that each task can cost with this number of users.")
  private @Nullable Long users;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders of task documents, or files.")
  private List<Path> places;

  @Override
  public Integer call() {
    if (users != null && users < 0) {
      throw CliException.usage("--users: found " + users + ", expected a number from 0");
    }
    List<Located> documents = TaskFiles.read(places);
    OfferedTasks set = OfferedTasks.of(documents);
    List<DocumentFinding> findings = new ArrayList<>(DocumentFinding.of(set));
    if (!withoutLint) {
      findings.addAll(
          DocumentFinding.warnings(
              set, now == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : now));
    }
    findings.sort(DocumentFinding.BY_PLACE);
    long errors = count(findings, Severity.ERROR);
    long warnings = count(findings, Severity.WARNING);
    ValidationReport report =
        new ValidationReport(
            documents.stream().map(Located::file).distinct().count(),
            documents.size(),
            errors,
            warnings,
            FindingReport.of(findings),
            users == null
                ? null
                : Costs.of(set.catalog().tasks(), users).stream().map(CostReport::of).toList());
    output.print(spec.commandLine().getOut(), report, () -> ValidationView.text(report, findings));
    return errors > 0 || (strict && warnings > 0) ? ExitCodes.FINDINGS : ExitCodes.GOOD;
  }

  private static long count(List<DocumentFinding> findings, Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}
