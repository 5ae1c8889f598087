package io.renwu.cluster;

import io.renwu.job.RenwuJob;
import io.renwu.server.Folders;
import io.renwu.server.SystemFolder;
import io.renwu.timeout.ServerException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of a local cluster: its data, its logs and its process ids. */
public final class ClusterFolder {
  private static final String PLAN = "cluster.properties";
  private static final String LOCK = ".lock";

  private final SystemFolder folder;
  private final Path path;

  private ClusterFolder(SystemFolder folder) {
    this.folder = folder;
    this.path = folder.path();
  }

  /**
   * The cluster of a folder, which need not exist.
   *
   * @throws ServerException if a server cannot use a folder of this name
   */
  public static ClusterFolder at(Path folder) {
    return of(SystemFolder.at(folder));
  }

  /** The cluster of a folder that another command has found. */
  public static ClusterFolder of(SystemFolder folder) {
    return new ClusterFolder(folder);
  }

  /**
   * Removes the access of other users to the folder and everything in it.
   *
   * @return whether it was open
   */
  boolean close() {
    return Folders.closeAll(path);
  }

  public Path path() {
    return path;
  }

  /** The configuration file through which commands reach the cluster. */
  public Path configFile() {
    return folder.configFile();
  }

  /** Whether a cluster was ever started here. */
  public boolean isCluster() {
    return Files.isRegularFile(path.resolve(PLAN));
  }

  /**
   * Changes an existing cluster while holding its lock.
   *
   * @throws ServerException if there is none, or another process changes it
   */
  public <T> T lock(Supplier<T> change) {
    if (!isCluster()) {
      throw new ServerException(noCluster());
    }
    return locked(change);
  }

  /**
   * Changes a cluster, or creates one, while holding its lock.
   *
   * @throws ServerException if the folder holds something else, or another process changes it
   */
  <T> T makeAndLock(Supplier<T> change) {
    if (!isCluster() && holdsOther()) {
      throw new ServerException(
          path + " holds files but is not the folder of a cluster; name another with --dir");
    }
    Folders.create(path);
    return locked(change);
  }

  /** The message for a command that needs a cluster where there is none. */
  public String noCluster() {
    return folder.noCluster();
  }

  /** The first `up` creates the lock before the plan, and may have been killed in between. */
  private boolean holdsOther() {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.anyMatch(
          file -> !List.of(LOCK, PLAN + ".new").contains(file.getFileName().toString()));
    } catch (IOException e) {
      throw new ServerException("cannot list " + path + ": " + e, e);
    }
  }

  /** The operating system releases the lock of a process that is killed. */
  private <T> T locked(Supplier<T> change) {
    Path file = Folders.createFile(path.resolve(LOCK));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel)) {
      if (lock == null) {
        throw new ServerException(
            "another command is starting, stopping or upgrading the cluster in "
                + path
                + "; try again when it has ended");
      }
      return change.get();
    } catch (IOException e) {
      throw new ServerException("cannot lock " + path + ": " + e, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisJvm) {
      return null;
    }
  }

  /**
   * The plan of the cluster.
   *
   * @throws ServerException if the file is broken
   */
  ClusterPlan plan() {
    return ClusterPlan.read(path.resolve(PLAN));
  }

  void save(ClusterPlan plan) {
    Folders.write(path.resolve(PLAN), plan.text());
  }

  /** The jar that a job was last submitted from; it may be missing. */
  Path jar(RenwuJob job) {
    return path.resolve("jars").resolve(job.title() + ".jar");
  }

  /** Keeps the jar that a job is submitted from, so that an upgrade can roll back to it. */
  void keepJar(RenwuJob job, Path jar) {
    Folders.create(path.resolve("jars"));
    Folders.copy(jar, jar(job));
  }
}
