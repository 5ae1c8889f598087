package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.timeout.ServerException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableTest {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  @TempDir private Path folder;

  private static InputStream program() throws IOException {
    return Files.newInputStream(Path.of("/bin/true").toRealPath());
  }

  @Test
  void aProgramIsClosedToOthersAndRuns() throws IOException {
    Path file = folder.resolve("program");
    Executable.unpack(program(), file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rwx------");
    HelperCommand.run(List.of(file.toString()));
  }

  /** A child process would inherit the open file, and the system would refuse to run it. */
  @Test
  void theJvmNeverHasAProgramOpenForWriting() throws IOException {
    Path file = folder.resolve("program");
    List<Path> open = new ArrayList<>();
    InputStream watched =
        new FilterInputStream(program()) {
          @Override
          public int read(byte[] bytes, int from, int most) throws IOException {
            open.addAll(openFiles());
            return super.read(bytes, from, most);
          }
        };
    Executable.unpack(watched, file);
    Path real = folder.toRealPath();
    assertThat(open).noneMatch(path -> path.startsWith(real));
  }

  private static List<Path> openFiles() throws IOException {
    if (!Files.isDirectory(OPEN_FILES)) {
      return List.of();
    }
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(OPEN_FILES)) {
      for (Path link : all.toList()) {
        if (Files.isSymbolicLink(link)) {
          files.add(Files.readSymbolicLink(link));
        }
      }
    }
    return files;
  }

  @Test
  void aProgramThatIsOpenForWritingIsRunAgain() throws IOException {
    Path file = folder.resolve("program");
    Executable.unpack(program(), file);
    int[] pauses = {0};
    FileChannel writer = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      assertThatThrownBy(() -> Executable.awaitRunnable(file, 3, () -> pauses[0]++))
          .isInstanceOf(ServerException.class)
          .hasMessageContaining("busy");
      assertThat(pauses[0]).isEqualTo(2);
      Executable.awaitRunnable(file, 3, () -> close(writer));
    } finally {
      writer.close();
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFileThatIsNoProgramFailsAtOnce() {
    InputStream text = new ByteArrayInputStream("\u007fELF".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Executable.unpack(text, folder.resolve("text")))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("text");
  }
}
