package io.renwu.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.cli.CliRun;
import io.renwu.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChaosCommandTest {
  @TempDir private Path folder;

  private void refused(String expected, String... args) {
    CliRun run = CliRun.of(folder, args);
    assertThat(run.err()).contains(expected);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void wrongOptionsAreRefusedBeforeAnythingStarts() {
    refused("found 'kill-all', expected one of kill-taskmanager, ", "chaos", "--kinds", "kill-all");
    refused("--faults: found 0, expected at least 1", "chaos", "--faults", "0");
    refused("--rate: found -1, expected at least 1", "chaos", "--rate", "-1");
    refused("--outage: found 360 s, expected 1s to 5m", "chaos", "--outage", "6m");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void folderWithOtherFilesIsRefused() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "precious");
    CliRun run = CliRun.of(folder, "chaos", "--dir", folder.toString(), "--seed", "1");
    assertThat(run.err()).contains("holds files but is not the folder of a cluster");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(folder).isDirectoryContaining("glob:**/thesis.txt");
  }

  @Test
  void helpNamesTheKinds() {
    CliRun run = CliRun.of(folder, "chaos", "--help");
    assertThat(run.out()).contains("kill-taskmanager, stop-taskmanager", "publish-task");
  }
}
