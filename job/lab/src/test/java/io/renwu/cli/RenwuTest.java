package io.renwu.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.lab.Renwu;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class RenwuTest {
  @TempDir private Path folder;

  static List<String> commands() {
    List<String> paths = new ArrayList<>();
    collect(Renwu.commandLine(CliContext.ofProcess()), "", paths);
    return paths;
  }

  private static void collect(CommandLine command, String path, List<String> paths) {
    paths.add(path.strip());
    command.getSubcommands().forEach((name, sub) -> collect(sub, path + " " + name, paths));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHelps(String path) {
    CliRun run = CliRun.of(folder, (path + " --help").strip().split(" "));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Usage: renwu").contains("--help");
    assertThat(run.err()).isEmpty();
  }

  /** The list of commands prints only the first line of a description. */
  @ParameterizedTest
  @MethodSource("commands")
  void everySummaryIsAWholeSentence(String path) {
    CommandLine command = Renwu.commandLine(CliContext.ofProcess());
    for (String name : path.split(" ", -1)) {
      command = command.getSubcommands().getOrDefault(name, command);
    }
    assertThat(command.getCommandSpec().usageMessage().description()[0]).matches("[A-Z].*\\.");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void wrongUsageIsOneLineWithTheFix(String path) {
    CliRun run = CliRun.of(folder, (path + " --hepl").strip().split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).contains("did you mean --help?");
  }

  @Test
  void suggestsCommandsAndKeys() {
    assertThat(CliRun.of(folder, "validat").err()).contains("did you mean validate?");
    assertThat(CliRun.of(folder, "simulate", "--redis.url=x").err())
        .contains("did you mean --redis.uri?");
    assertThat(CliRun.of(folder).exitCode()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void printsTheStackTraceOnlyWithDebug() {
    assertThat(CliRun.of(folder, "--debug", "validate", "missing.json").err())
        .contains("no such file or folder: missing.json", "at io.renwu.");
    assertThat(CliRun.of(folder, "validate", "missing.json").err())
        .isEqualToIgnoringNewLines("renwu validate: no such file or folder: missing.json");
  }
}
