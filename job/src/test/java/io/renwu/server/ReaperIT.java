package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReaperIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  enum End {
    BY_ITSELF,
    TERMINATED,
    KILLED
  }

  @ParameterizedTest
  @EnumSource
  void nothingOutlivesAParent(End end) throws IOException {
    Process parent =
        new ProcessBuilder(
                JavaCommand.of(
                    List.of("-XX:TieredStopAtLevel=1"),
                    System.getProperty("java.class.path"),
                    ParentMain.class.getName(),
                    List.of()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      String[] line = out.readLine().split(" ", 2);
      ProcessHandle child = ProcessHandle.of(Long.parseLong(line[0])).orElseThrow();
      Path folder = Path.of(line[1]);
      assertThat(child.isAlive()).isTrue();
      assertThat(folder).isDirectoryContaining("glob:**/redis");

      end(parent, end);

      Await.untilTrue("the parent to end", SOON, () -> !parent.isAlive());
      Await.untilTrue("the server to end", SOON, () -> !child.isAlive());
      Await.untilTrue("the folder to go away", SOON, () -> !Files.exists(folder));
    } finally {
      parent.destroyForcibly();
    }
  }

  private static void end(Process process, End end) throws IOException {
    switch (end) {
      case BY_ITSELF -> process.getOutputStream().close();
      case TERMINATED -> process.destroy();
      case KILLED -> process.destroyForcibly();
    }
  }
}
