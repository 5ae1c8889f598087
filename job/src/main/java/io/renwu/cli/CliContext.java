package io.renwu.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a command sees of the machine.
 *
 * @param environment variables by name
 * @param workingDirectory where {@code renwu.yaml} is looked for
 * @param temporaryDirectory where a running demo is looked for
 */
public record CliContext(
    Map<String, String> environment,
    Path workingDirectory,
    Path temporaryDirectory,
    String userName) {

  /** Of this process. */
  public static CliContext ofProcess() {
    return new CliContext(
        System.getenv(),
        Path.of(""),
        Path.of(System.getProperty("java.io.tmpdir")),
        System.getProperty("user.name"));
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
  public Path clusterPointer() {
    return temporaryDirectory.resolve("renwu-cluster-" + userName + ".properties");
  }

  /** Where a cluster lives that nobody names another folder for. */
  public Path clusterDirectory() {
    String home = environment.get("HOME");
    Path base = home == null || home.isEmpty() ? workingDirectory : Path.of(home);
    return base.resolve(".renwu").resolve("cluster");
  }

  /** The file by which a running demo tells where it is. */
  public Path demoPointer() {
    return temporaryDirectory.resolve("renwu-demo-" + userName + ".properties");
  }
}
