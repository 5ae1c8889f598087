package io.renwu.cli.tasks;

import io.renwu.cli.ConfigOptions;
import io.renwu.cli.ExitCodes;
import io.renwu.cli.OutputOption;
import io.renwu.cli.check.JUnitView;
import io.renwu.cli.check.TestFiles;
import io.renwu.cli.check.TestReport;
import io.renwu.cli.check.TestResult;
import io.renwu.cli.check.TestRunner;
import io.renwu.codec.EventCodec;
import io.renwu.engine.EngineSettings;
import io.renwu.job.config.Options;
import io.renwu.job.config.RenwuConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Validates task documents and runs their tests. */
@Command(
    name = "check",
    description = {
      "Validates task documents and runs the tests beside them.",
      "Tests are the files *.test.yaml; no server is needed.",
      "Exits with 1 if a document is wrong or a test fails."
    })
public final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private OutputOption output;
  @Mixin private ConfigOptions config;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders of task documents and tests, or files of either.")
  private List<Path> places;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Run only the tests whose names contain this text.")
  private String only = "";

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Also write the results in JUnit's XML format.")
  private @Nullable Path junit;

  @Override
  public Integer call() throws IOException {
    RenwuConfig settings = config.loadOffline();
    OfferedTasks set =
        OfferedTasks.of(
            TaskFiles.read(places.stream().filter(place -> !TestFiles.isTestFile(place)).toList()));
    List<DocumentFinding> findings = DocumentFinding.of(set);
    int warnings = DocumentFinding.warnings(set, Instant.now()).size();
    TestFiles files = TestFiles.read(places, set.catalog());
    TestRunner runner =
        new TestRunner(
            new EventCodec(settings.get(Options.COLLECTOR_TIME_MAX_AHEAD)),
            new EngineSettings(
                settings.get(Options.TASKS_DEDUPLICATION_HORIZON),
                settings.get(Options.TASKS_MEMORY_HORIZON)),
            set.catalog());
    List<TestResult> results =
        files.tests().stream().filter(test -> test.name().contains(only)).map(runner::run).toList();
    if (junit != null) {
      JUnitView.write(junit, results);
    }
    long failed = results.stream().filter(result -> !result.passed()).count();
    CheckReport report =
        new CheckReport(
            FindingReport.of(findings),
            warnings,
            files.problems(),
            results.size() - failed,
            failed,
            results.stream().map(TestReport::of).toList());
    output.print(
        spec.commandLine().getOut(), report, () -> CheckView.text(report, findings, results));
    return findings.isEmpty() && files.problems().isEmpty() && failed == 0
        ? ExitCodes.GOOD
        : ExitCodes.FINDINGS;
  }
}
