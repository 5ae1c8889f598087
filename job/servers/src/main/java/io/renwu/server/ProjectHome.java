package io.renwu.server;

import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The project's root folder: the system property {@code renwu.home}, else the environment variable
 * {@code RENWU_HOME}, else the nearest folder at or above the working directory that holds {@code
 * flink-conf}.
 */
public final class ProjectHome {
  private static final String PROPERTY = "renwu.home";
  private static final String VARIABLE = "RENWU_HOME";
  private static final String FLINK_CONF = "flink-conf";

  private ProjectHome() {}

  /** The root folder, absolute. */
  public static Path path() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
        .map(Path::of)
        .or(ProjectHome::above)
        .map(home -> home.toAbsolutePath().normalize())
        .orElseThrow(
            () ->
                new ServerException(
                    "the project's folder is not known: set -D" + PROPERTY + " or " + VARIABLE));
  }

  /** The folder of the Flink configuration. */
  public static Path flinkConf() {
    return path().resolve(FLINK_CONF);
  }

  /**
   * The job jar that the build produces.
   *
   * @throws ServerException if there is none
   */
  public static Path jobJar() {
    Path target = path().resolve(Path.of("job", "jobs", "target"));
    if (Files.isDirectory(target)) {
      try (Stream<Path> files = Files.list(target)) {
        Optional<Path> jar =
            files
                .filter(
                    file -> file.getFileName().toString().matches("renwu-job-[0-9].*-all\\.jar"))
                .findFirst();
        if (jar.isPresent()) {
          return jar.get();
        }
      } catch (IOException e) {
        throw new ServerException("cannot list " + target + ": " + e, e);
      }
    }
    throw new ServerException("no jar in " + target + ": run ./renwu build");
  }

  /** The class path of a server, {@code kafka} or {@code flink}, as a JVM wildcard. */
  static String classPath(String server) {
    Path lib = path().resolve(Path.of("job", "servers", server, "target", "lib"));
    if (!Files.isDirectory(lib)) {
      throw new ServerException(
          lib + " is missing; build it: mvn -pl job/servers/" + server + " generate-resources");
    }
    return lib + "/*";
  }

  private static Optional<Path> above() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve(FLINK_CONF))) {
      folder = folder.getParent();
    }
    return Optional.ofNullable(folder);
  }
}
