package io.renwu.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;
import org.apache.flink.util.StringUtils;

/** Writes savepoints and checkpoints that consist of their metadata only. */
final class Metadata {
  private Metadata() {}

  /** Writes the metadata of a job with one operator, and returns the folder. */
  static Path write(Path folder, String uid, int parallelism, Instant writtenAt)
      throws IOException {
    OperatorState operator =
        new OperatorState(
            uid,
            uid,
            new OperatorID(StringUtils.hexStringToByte(StoredOperator.idOf(uid))),
            parallelism,
            128);
    operator.setCoordinatorState(new ByteStreamStateHandle("state", new byte[] {1}));
    Files.createDirectories(folder);
    Path file = folder.resolve("_metadata");
    try (OutputStream out = Files.newOutputStream(file)) {
      Checkpoints.storeCheckpointMetadata(
          new CheckpointMetadata(1, List.of(operator), List.of()), out);
    }
    Files.setLastModifiedTime(file, FileTime.from(writtenAt));
    return folder;
  }
}
