package io.renwu.cluster;

import io.renwu.server.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a job of a local cluster can go on: its savepoints and retained checkpoints, each job's
 * under its own name.
 */
final class RestorePoints {
  private static final String METADATA = "_metadata";

  private final Path folder;

  /** Those under the folder of Flink's files. */
  RestorePoints(Path folder) {
    this.folder = folder;
  }

  Path checkpoints(RenwuJob job) {
    return folder.resolve("checkpoints").resolve(job.title());
  }

  Path savepoints(RenwuJob job) {
    return folder.resolve("savepoints").resolve(job.title());
  }

  /**
   * The newest: Flink writes the metadata last, so that one that has it is whole. Empty before the
   * job's first checkpoint.
   */
  Optional<Path> newest(RenwuJob job) {
    return Stream.concat(whole(checkpoints(job), 3).stream(), whole(savepoints(job), 2).stream())
        .max(Comparator.comparing(RestorePoints::writtenAt))
        .map(Path::getParent);
  }

  private static List<Path> whole(Path folder, int depth) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.find(folder, depth, (file, attributes) -> isMetadata(file))) {
      return files.toList();
    } catch (IOException e) {
      throw new ServerException("cannot look into " + folder + ": " + e, e);
    }
  }

  private static boolean isMetadata(Path file) {
    return file.getFileName().toString().equals(METADATA);
  }

  private static FileTime writtenAt(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new ServerException("cannot read " + file + ": " + e, e);
    }
  }
}
