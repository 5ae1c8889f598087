package io.renwu.server;

import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary folder for all files of a run. It is deleted on close, at the latest when the JVM
 * ends or is killed.
 */
public final class Workspace implements AutoCloseable {
  private final Path path;

  private Workspace(Path path) {
    this.path = path;
  }

  /** Creates a folder in the system's temporary folder. */
  public static Workspace create() {
    try {
      Path path = Files.createTempDirectory("renwu-").toRealPath();
      Reaper.instance().registerFolder(path);
      return new Workspace(path);
    } catch (IOException e) {
      throw new ServerException("cannot create a temporary folder: " + e, e);
    }
  }

  public Path path() {
    return path;
  }

  /** A subfolder, created if missing. */
  public Path folder(String name) {
    return Folders.create(path.resolve(name));
  }

  /** Prevents the folder from being deleted. */
  public void keep() {
    Reaper.instance().keep(path);
  }

  /** Deletes the folder unless it is kept. Servers in it must be stopped first. */
  @Override
  public void close() {
    try {
      Reaper.instance().deleteUnlessKept(path);
    } catch (IOException e) {
      throw new ServerException("cannot delete " + path + ": " + e, e);
    }
  }
}
