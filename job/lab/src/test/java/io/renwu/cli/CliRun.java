package io.renwu.cli;

import io.renwu.lab.Renwu;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/** The exit code and the output of one run of the command line. */
public record CliRun(int exitCode, String out, String err) {
  /** Runs a command in a folder that is its working and temporary directory. */
  public static CliRun of(Path folder, Map<String, String> environment, String... args) {
    CommandLine renwu = Renwu.commandLine(new CliContext(environment, folder, folder, "somebody"));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    renwu.setOut(new PrintWriter(out, true));
    renwu.setErr(new PrintWriter(err, true));
    return new CliRun(renwu.execute(args), out.toString(), err.toString());
  }

  public static CliRun of(Path folder, String... args) {
    return of(folder, Map.of(), args);
  }
}
