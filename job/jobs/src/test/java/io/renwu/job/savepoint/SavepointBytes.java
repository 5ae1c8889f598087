package io.renwu.job.savepoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;

/** Reads the bytes of a savepoint that is a single file. */
final class SavepointBytes {
  private final CheckpointMetadata metadata;

  private SavepointBytes(CheckpointMetadata metadata) {
    this.metadata = metadata;
  }

  static SavepointBytes read(Path savepoint) throws IOException {
    try (InputStream in = Files.newInputStream(savepoint.resolve("_metadata"))) {
      return new SavepointBytes(
          Checkpoints.loadCheckpointMetadata(
              new DataInputStream(in),
              SavepointBytes.class.getClassLoader(),
              savepoint.toString()));
    }
  }

  /**
   * The operator's state with the snapshots of its serializers: a text for each part, with a
   * character for each byte.
   */
  List<String> of(String uid) throws IOException {
    List<String> parts = new ArrayList<>();
    for (OperatorState operator : metadata.getOperatorStates()) {
      if (operator.getOperatorUid().filter(uid::equals).isPresent()) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
            parts.add(text((StreamStateHandle) handle));
          }
          for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
            parts.add(text(handle));
          }
        }
      }
    }
    return parts;
  }

  private static String text(StreamStateHandle handle) throws IOException {
    try (FSDataInputStream in = handle.openInputStream()) {
      return new String(in.readAllBytes(), ISO_8859_1);
    }
  }
}
