package io.renwu.cli;

import io.renwu.cli.TaskFiles.Located;
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

/** Checks task documents without any server. */
@Command(
    name = "validate",
    description = "Checks task documents, by themselves and as a set; prints all that is wrong.")
final class ValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutputOption output;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders of task documents, or files.")
  private List<Path> places;

  @Override
  public Integer call() {
    List<Located> documents = TaskFiles.read(places);
    List<Finding> findings = Finding.of(TaskSet.of(documents));
    PrintWriter out = spec.commandLine().getOut();
    long files = documents.stream().map(Located::file).distinct().count();
    if (output.isJson()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("files", files);
      json.put("documents", documents.size());
      json.put("findings", findings.stream().map(Finding::json).toList());
      OutputOption.print(out, json);
    } else {
      findings.forEach(finding -> out.println(finding.text()));
      out.println(
          counted(documents.size(), "document")
              + " in "
              + counted(files, "file")
              + ": "
              + (findings.isEmpty() ? "good" : counted(findings.size(), "finding")));
    }
    return findings.isEmpty() ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
