package io.renwu.server;

import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of a local cluster, for commands that have not started it. */
public final class SystemFolder {
  private final Path path;

  private SystemFolder(Path path) {
    this.path = path;
  }

  /**
   * Names a folder, which need not exist.
   *
   * @throws ServerException if a server could not use a folder of this name
   */
  public static SystemFolder at(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    if (path.toString().matches("(?s).*[,:|;\\s\"'*].*")) {
      throw new ServerException(
          "found the folder '"
              + path
              + "', expected one without spaces, quotes and the signs , : | ; * in its path:"
              + " Kafka and Flink read it as a list; name another by --dir");
    }
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new ServerException(path + " is a file, expected a folder or nothing");
    }
    if (Files.exists(path)) {
      requireTrusted(path);
    }
    return new SystemFolder(real(path));
  }

  /**
   * Commands use the process ids, jars and addresses in the folder, so nobody else may write them.
   */
  private static void requireTrusted(Path path) {
    Ownership.ofProcess()
        .problem(path)
        .ifPresent(
            why -> {
              throw new ServerException(
                  "refused to use "
                      + path
                      + ": it "
                      + why
                      + "; run this as its owner, or name another folder by --dir");
            });
  }

  /** Resolves links if the path exists, so that one folder has one name. */
  private static Path real(Path path) {
    try {
      return Files.exists(path) ? path.toRealPath() : path;
    } catch (IOException e) {
      throw new ServerException("cannot use " + path + ": " + e, e);
    }
  }

  public Path path() {
    return path;
  }

  /** The configuration by which commands find the cluster. */
  public Path configFile() {
    return path.resolve("renwu.yaml");
  }

  /** The message of commands that need a cluster. */
  public String noCluster() {
    return "there is no cluster in "
        + path
        + "; start one: ./renwu cluster up --dir "
        + path
        + ", or name its folder by --dir";
  }
}
