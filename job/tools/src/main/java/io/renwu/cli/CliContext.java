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
 * What a command sees of the machine.
 *
 * @param environment variables by name
 * @param workingDirectory where {@code renwu.yaml} is looked for
 * @param home the user's folder, under which a running demo or cluster is looked for; null where it
 *     is not known
 */
public record CliContext(
    Map<String, String> environment, Path workingDirectory, @Nullable Path home, String userName) {

  /** Of this process. */
  public static CliContext ofProcess() {
    return new CliContext(
        System.getenv(),
        Path.of(""),
        homeOf(System.getenv()).orElse(null),
        System.getProperty("user.name"));
  }

  /** Java says "?" where the system knows none. */
  private static Optional<Path> homeOf(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("HOME"))
        .filter(home -> !home.isEmpty())
        .or(() -> Optional.ofNullable(System.getProperty("user.home")))
        .map(Path::of)
        .filter(Path::isAbsolute);
  }

  /** Whether the standard output is a terminal, as the launcher tells. */
  public boolean isTerminal() {
    return "1".equals(environment.get("RENWU_TERMINAL"));
  }

  /**
   * The terminal's size, as the launcher tells it.
   *
   * @param variable {@code COLUMNS} or {@code LINES}
   * @param otherwise where nothing is told
   * @param least that is believed
   */
  public int size(String variable, int otherwise, int least) {
    String text = environment.getOrDefault(variable, "");
    return text.matches("\\d{1,4}") ? Math.max(least, Integer.parseInt(text)) : otherwise;
  }

  /** The file by which the cluster that was started last tells where it is. */
  public SystemPointer clusterPointer() {
    return new SystemPointer("cluster", privateFolders(), Ownership.ofProcess());
  }

  /** The file by which a running demo tells where it is. */
  public SystemPointer demoPointer() {
    return new SystemPointer("demo", privateFolders(), Ownership.ofProcess());
  }

  /**
   * Where the user's own commands leave word for each other. A cluster outlives the session that
   * started it, and the system's folder for that goes away with the session: it is only for users
   * without a home that they can write to.
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

  /** Where a cluster lives that nobody names another folder for. */
  public Path clusterDirectory() {
    String home = environment.get("HOME");
    Path base = home == null || home.isEmpty() ? workingDirectory : Path.of(home);
    return base.resolve(".renwu").resolve("cluster");
  }
}
