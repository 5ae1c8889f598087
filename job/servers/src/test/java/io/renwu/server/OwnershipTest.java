package io.renwu.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which files are trusted, and how files are created that nobody else can read. */
class OwnershipTest {
  private static final long NOBODY = 65_533;

  @TempDir private Path folder;

  private static Ownership stranger() {
    return new Ownership(NOBODY, NOBODY, NOBODY);
  }

  /** That of this process's user, with another primary group than that of the file. */
  private static Ownership ofUserInOtherGroup(Path path) throws IOException {
    Map<String, Object> found = Files.readAttributes(path, "unix:uid,gid");
    return new Ownership((Integer) found.get("uid"), NOBODY, NOBODY);
  }

  private Path file(String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void anotherUsersFileIsNotTrusted() throws IOException {
    Path file = file("rw-------");
    assertThat(Ownership.ofProcess().problem(file)).isEmpty();
    assertThat(stranger().problem(file))
        .hasValueSatisfying(why -> assertThat(why).contains("belongs to"));
  }

  @Test
  void aLinkOfAnotherUserIsNotTrusted() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), file("rw-------"));
    assertThat(Ownership.ofProcess().problem(link)).isEmpty();
    assertThat(stranger().problem(link)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw----", "rw-----w-", "rwxrwxrwx"})
  void aFileThatOthersCanWriteIsNotTrusted(String mode) throws IOException {
    Path file = file(mode);
    assertThat(ofUserInOtherGroup(file).problem(file)).contains("can be written by other users");
  }

  @Test
  void thePrimaryGroupOfTheUserIsTrusted() throws IOException {
    Path file = file("rw-rw----");
    Map<String, Object> found = Files.readAttributes(file, "unix:uid,gid");
    Ownership own = new Ownership((Integer) found.get("uid"), (Integer) found.get("gid"), NOBODY);
    assertThat(own.problem(file)).isEmpty();
    assertThat(ofUserInOtherGroup(file).problem(file("rw-r--r--"))).isEmpty();
  }

  @Test
  void aPrivateFolderIsCreatedClosedAndClosedAgain() throws IOException {
    PrivateFolder own = new PrivateFolder(folder.resolve("a/run"), Ownership.ofProcess());
    assertThat(mode(own.create())).isEqualTo("rwx------");
    assertThat(mode(folder.resolve("a"))).isEqualTo("rwx------");
    Files.setPosixFilePermissions(own.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(mode(own.create())).isEqualTo("rwx------");
    Folders.write(own.path().resolve("file"), "text");
    assertThat(mode(own.path().resolve("file"))).isEqualTo("rw-------");
  }

  @Test
  void aPrivateFolderOfAnotherUserAndALinkAreRefused() throws IOException {
    Path run = new PrivateFolder(folder.resolve("run"), Ownership.ofProcess()).create();
    Folders.write(run.resolve("file"), "text");
    assertThatThrownBy(() -> new PrivateFolder(run, stranger()).file("file"))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("refused to use " + run)
        .hasMessageContaining("belongs to");
    Path link = Files.createSymbolicLink(folder.resolve("link"), run);
    assertThatThrownBy(() -> new PrivateFolder(link, Ownership.ofProcess()).file("file"))
        .hasMessageContaining("is a link");
    assertThat(new PrivateFolder(run, stranger()).file("missing")).isEmpty();
  }

  @Test
  void aFolderThatOthersCanReplaceIsRefused() throws IOException {
    Path run = new PrivateFolder(folder.resolve("open/run"), Ownership.ofProcess()).create();
    Folders.write(run.resolve("file"), "text");
    Files.setPosixFilePermissions(run.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatThrownBy(() -> new PrivateFolder(run, Ownership.ofProcess()).file("file"))
        .hasMessageContaining("refused to use " + run.getParent());
    Files.setAttribute(run.getParent(), "unix:mode", 01777);
    assertThat(new PrivateFolder(run, Ownership.ofProcess()).file("file")).isPresent();
  }

  @Test
  void anOpenFolderIsClosedWithItsContent() throws IOException {
    Path open = Files.createDirectories(folder.resolve("open/deep"));
    Path program = Files.writeString(open.resolve("program"), "x");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path text = Files.writeString(open.resolve("text"), "x");
    Path outside = Files.writeString(folder.resolve("outside"), "x");
    Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(open.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(open.resolve("link"), outside);
    assertThat(Folders.closeAll(open.getParent())).isTrue();
    assertThat(List.of(mode(open.getParent()), mode(open), mode(program), mode(text)))
        .containsExactly("rwx------", "rwx------", "rwx------", "rw-------");
    assertThat(mode(outside)).isEqualTo("rw-r--r--");
    assertThat(Folders.closeAll(open.getParent())).isFalse();
  }

  @Test
  void aPointerIsWrittenToAUsableFolderAndIdentifiesAProcessByIdAndStart() throws IOException {
    Path config = file("rw-------");
    Path unusable = Files.writeString(folder.resolve("a-file"), "x").resolve("run");
    List<Path> folders = List.of(unusable, folder.resolve("session/renwu"));
    SystemPointer pointer = new SystemPointer("cluster", folders, Ownership.ofProcess());
    assertThat(pointer.config()).isEmpty();
    pointer.write(ProcessHandle.current(), config, Map.of());
    assertThat(pointer.config()).contains(config);

    Path written = folder.resolve("session/renwu/cluster.properties");
    Properties other = new Properties();
    other.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
    other.setProperty("started", Instant.EPOCH.toString());
    other.setProperty("config", config.toString());
    try (var out = Files.newBufferedWriter(written)) {
      other.store(out, null);
    }
    assertThat(pointer.config()).as("of a process that has ended").isEmpty();
    Files.writeString(written, "pid=x\nconfig=y\n");
    assertThat(pointer.config()).isEmpty();
    pointer.delete();
    assertThat(written).doesNotExist();

    assertThatThrownBy(
            () ->
                new SystemPointer("cluster", List.of(unusable), Ownership.ofProcess())
                    .write(ProcessHandle.current(), config, Map.of()))
        .hasMessageContaining("other commands will not find it by themselves");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
