package io.renwu.cli;

import io.renwu.server.Ownership;
import io.renwu.server.SystemPointer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The environment in which a command runs.
 *
 * @param environment variables by name
 * @param workingDirectory where {@code renwu.yaml} is looked for
 * @param home the user's folder, under which a running demo or cluster is looked up; null if
 *     unknown
 */
public record CliContext(
    Map<String, String> environment, Path workingDirectory, @Nullable Path home, String userName) {

  /** The context of this process. */
  public static CliContext ofProcess() {
    return new CliContext(
        System.getenv(),
        Path.of(""),
        homeOf(System.getenv()).orElse(null),
        System.getProperty("user.name"));
  }

  /** Absolute paths only: Java's {@code user.home} is "?" where the system knows none. */
  private static Optional<Path> homeOf(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("HOME"))
        .filter(home -> !home.isEmpty())
        .or(() -> Optional.ofNullable(System.getProperty("user.home")))
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  /** Whether the standard output is a terminal, according to the launcher. */
  public boolean isTerminal() {
    return "1".equals(environment.get("RENWU_TERMINAL"));
  }

  /**
   * The terminal's size, according to the launcher.
   *
   * @param variable {@code COLUMNS} or {@code LINES}
   * @param otherwise the size if the launcher gives none
   * @param least the smallest size to return
   */
  public int terminalSize(String variable, int otherwise, int least) {
    String text = environment.getOrDefault(variable, "");
    return text.matches("\\d{1,4}") ? Math.max(least, Integer.parseInt(text)) : otherwise;
  }

  /** The file that points to the cluster that was started last. */
  public SystemPointer clusterPointer() {
    return new SystemPointer("cluster", privateFolders(), Ownership.ofProcess());
  }

  /** The file that points to a running demo. */
  public SystemPointer demoPointer() {
    return new SystemPointer("demo", privateFolders(), Ownership.ofProcess());
  }

  /**
   * The folders for pointer files, which only the user can write. The home comes first, because a
   * cluster outlives the session that started it and {@code XDG_RUNTIME_DIR} does not; the latter
   * is for users whose home is not writable.
   */
  private List<Path> privateFolders() {
    List<Path> folders = new ArrayList<>();
    if (home != null) {
      folders.add(home.resolve(".renwu").resolve("run"));
    }
    Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
        .filter(text -> !text.isEmpty())
        .map(Path::of)
        .filter(Path::isAbsolute)
        .ifPresent(session -> folders.add(session.resolve("renwu")));
    return folders;
  }

  /** The default folder of a cluster. */
  public Path clusterDirectory() {
    String home = environment.get("HOME");
    Path base = home == null || home.isEmpty() ? workingDirectory : Path.of(home);
    return base.resolve(".renwu").resolve("cluster");
  }
}
