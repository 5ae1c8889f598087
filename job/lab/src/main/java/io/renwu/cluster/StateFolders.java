package io.renwu.cluster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders in which Flink writes savepoints and checkpoints, with or without folders of single jobs
 * in between. Only file systems of Flink that are on the class path can be read.
 */
final class StateFolders {
  private static final Logger LOG = LoggerFactory.getLogger(StateFolders.class);

  /** {@code ROOT/JOB/ID/chk-N} is the deepest. */
  private static final int DEPTH = 3;

  private static final String METADATA = "_metadata";
  private static final Set<String> FILES_OF_CHECKPOINTS = Set.of("shared", "taskowned");

  private final List<String> roots;
  private final boolean ofThisMachine;

  /**
   * Searches folders.
   *
   * @param ofThisMachine whether they are on this machine; otherwise a folder that does not exist
   *     here may exist on another machine
   */
  StateFolders(List<String> roots, boolean ofThisMachine) {
    this.roots = roots.stream().distinct().toList();
    this.ofThisMachine = ofThisMachine;
  }

  /** The folders, for messages. */
  List<String> roots() {
    return roots;
  }

  /** A folder with a metadata file. Flink writes that file last, so the state is complete. */
  record Found(String path, Instant writtenAt) {}

  /** Every savepoint and checkpoint in the folders that can be read. */
  List<Found> all() {
    List<Found> found = new ArrayList<>();
    roots.forEach(root -> search(root, found));
    return found;
  }

  private static void search(String root, List<Found> found) {
    try {
      Path path = new Path(root);
      search(path.getFileSystem(), path, DEPTH, found);
    } catch (IOException | IllegalArgumentException elsewhere) {
      LOG.debug("cannot list {}", root, elsewhere);
    }
  }

  /** Whether a savepoint or checkpoint of this path would be seen here if it were there. */
  boolean sees(String path) {
    return exists(new Path(path).getParent())
        || roots.stream()
            .anyMatch(root -> isUnder(path, root) && (ofThisMachine || exists(new Path(root))));
  }

  private static boolean isUnder(String path, String root) {
    return plain(path).startsWith(plain(root) + "/");
  }

  /** {@code file:/a}, {@code file:///a} and {@code /a} are the same path. */
  static String plain(String path) {
    return new Path(path).toUri().getPath();
  }

  /** When the metadata of a savepoint or checkpoint were written; empty where there are none. */
  static Optional<Instant> writtenAt(String path) {
    Path metadata = new Path(path, METADATA);
    try {
      FileStatus status = metadata.getFileSystem().getFileStatus(metadata);
      return Optional.of(Instant.ofEpochMilli(status.getModificationTime()));
    } catch (IOException | IllegalArgumentException notThere) {
      return Optional.empty();
    }
  }

  private static boolean exists(Path path) {
    try {
      return path.getFileSystem().exists(path);
    } catch (IOException | IllegalArgumentException elsewhere) {
      return false;
    }
  }

  private static void search(FileSystem files, Path folder, int depth, List<Found> found)
      throws IOException {
    FileStatus[] children;
    try {
      children = files.listStatus(folder);
    } catch (FileNotFoundException deletedMeanwhile) {
      return;
    }
    if (children == null) {
      return;
    }
    for (FileStatus child : children) {
      String name = child.getPath().getName();
      if (!child.isDir() || FILES_OF_CHECKPOINTS.contains(name)) {
        continue;
      }
      if (name.startsWith("chk-") || name.startsWith("savepoint-")) {
        String path = child.getPath().toString();
        writtenAt(path).ifPresent(moment -> found.add(new Found(path, moment)));
      } else if (depth > 1) {
        search(files, child.getPath(), depth - 1, found);
      }
    }
  }
}
