package io.renwu.job.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.cli.CliContext;
import io.renwu.lab.Renwu;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands in this process. */
final class Cli {
  private Cli() {}

  /** Runs a command that must succeed, and returns its output. */
  static String run(Path folder, List<String> command) {
    CommandLine renwu = Renwu.commandLine(new CliContext(Map.of(), folder, folder, "somebody"));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    renwu.setOut(new PrintWriter(out, true));
    renwu.setErr(new PrintWriter(err, true));
    assertThat(renwu.execute(command.toArray(String[]::new))).as(err.toString()).isZero();
    return out.toString();
  }
}
