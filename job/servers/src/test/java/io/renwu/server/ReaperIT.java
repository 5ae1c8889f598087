package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.timeout.Await;
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
    try (Parent parent = new Parent(Lifetime.OF_THIS_JVM.name())) {
      end(parent.process, end);
      Await.untilTrue("the parent to end", SOON, () -> !parent.process.isAlive());
      Await.untilTrue("the server to end", SOON, () -> !parent.server.isAlive());
      Await.untilTrue("the folder to be deleted", SOON, () -> !Files.exists(parent.folder));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSuspendedServerInItsOwnSessionEndsAndAKeptFolderStays(End end) throws IOException {
    Path folder;
    try (Parent parent = new Parent(Lifetime.NAMED_OF_THIS_JVM.name(), "keep")) {
      folder = parent.folder;
      RunningProcess server = PidFile.of(folder.resolve("redis"), "redis").process().orElseThrow();
      assertThat(server.pid()).isEqualTo(parent.server.pid());
      server.suspend();
      end(parent.process, end);
      Await.untilTrue("the parent to end", SOON, () -> !parent.process.isAlive());
      Await.untilTrue("the server to end", SOON, () -> !parent.server.isAlive());
      assertThat(folder).isDirectoryContaining("glob:**/redis");
    }
    Folders.delete(folder);
  }

  /** A JVM that has started a server. */
  private static final class Parent implements AutoCloseable {
    private final Process process;
    private final ProcessHandle server;
    private final Path folder;

    Parent(String... arguments) throws IOException {
      process =
          new ProcessBuilder(
                  JavaCommand.of(
                      List.of("-XX:TieredStopAtLevel=1"),
                      System.getProperty("java.class.path"),
                      ParentMain.class.getName(),
                      List.of(arguments)))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String[] line = out.readLine().split(" ", 2);
      server = ProcessHandle.of(Long.parseLong(line[0])).orElseThrow();
      folder = Path.of(line[1]);
      assertThat(server.isAlive()).isTrue();
      assertThat(folder).isDirectoryContaining("glob:**/redis");
    }

    @Override
    public void close() {
      process.destroyForcibly();
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
