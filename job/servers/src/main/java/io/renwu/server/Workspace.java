package io.renwu.server;

import io.renwu.patience.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One temporary folder for all that a run writes. It goes away when it is closed, and at the latest
 * with the JVM, however that ends.
 */
public final class Workspace implements AutoCloseable {
  private final Path path;

  private Workspace(Path path) {
    this.path = path;
  }

  /** Makes a folder under the system's temporary folder. */
  public static Workspace create() {
    try {
      Path path = Files.createTempDirectory("renwu-").toRealPath();
      Reaper.instance().folder(path);
      return new Workspace(path);
    } catch (IOException e) {
      throw new ServerException("cannot create a temporary folder: " + e, e);
    }
  }

  public Path path() {
    return path;
  }

  /** A folder in it, made if it is not there. */
  public Path folder(String name) {
    return Folders.create(path.resolve(name));
  }

  /** Leaves the folder where it is, from now on. */
  public void keep() {
    Reaper.instance().spare(path);
  }

  /** Deletes the folder unless it is to be kept; the servers in it are to be stopped before. */
  @Override
  public void close() {
    try {
      Reaper.instance().deleteUnlessSpared(path);
    } catch (IOException e) {
      throw new ServerException("cannot delete " + path + ": " + e, e);
    }
  }
}
