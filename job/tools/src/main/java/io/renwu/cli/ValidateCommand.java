package io.renwu.cli;

import io.renwu.cli.Finding.Severity;
import io.renwu.cli.TaskFiles.Located;
import io.renwu.lint.Cost;
import io.renwu.lint.Costs;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

/** Checks task documents without any server. */
@Command(
    name = "validate",
    description = {
      "Checks task documents, by themselves and as a set.",
      "Prints all that is wrong, and warns of what is surely not meant."
    })
public final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutputOption output;

  @Option(names = "--strict", description = "Warnings make the exit status 1, too.")
  private boolean strict;

  @Option(names = "--no-lint", description = "Look for errors alone.")
  private boolean withoutLint;

  @Option(
      names = "--now",
      paramLabel = "TIME",
      description = "The time that decides what is past (default: the clock's).")
  private Instant now;

  @Option(
      names = "--users",
      paramLabel = "NUMBER",
      description = "Print the most that each task can cost with so many users.")
  private Long users;

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
    TaskSet set = TaskSet.of(documents);
    List<Finding> findings = new ArrayList<>(Finding.of(set));
    if (!withoutLint) {
      findings.addAll(
          Finding.warnings(set, now == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : now));
    }
    findings.sort(Finding.BY_PLACE);
    List<Cost> costs = users == null ? List.of() : Costs.of(set.catalog().tasks(), users);
    long files = documents.stream().map(Located::file).distinct().count();
    long errors = count(findings, Severity.ERROR);
    long warnings = count(findings, Severity.WARNING);
    PrintWriter out = spec.commandLine().getOut();
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("files", files);
      json.put("documents", documents.size());
      json.put("errors", errors);
      json.put("warnings", warnings);
      json.put("findings", findings.stream().map(Finding::json).toList());
      if (users != null) {
        json.put("costs", CostTable.json(costs));
      }
      OutputOption.print(out, json);
    } else {
      findings.forEach(finding -> out.println(finding.text()));
      if (users != null) {
        out.print(CostTable.text(costs));
      }
      out.println(
          counted(documents.size(), "document")
              + " in "
              + counted(files, "file")
              + ": "
              + (errors == 0 ? "good" : counted(errors, "error"))
              + (warnings == 0 ? "" : ", " + counted(warnings, "warning")));
    }
    return errors > 0 || (strict && warnings > 0) ? ExitCodes.FINDINGS : ExitCodes.GOOD;
  }

  private static long count(List<Finding> findings, Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
