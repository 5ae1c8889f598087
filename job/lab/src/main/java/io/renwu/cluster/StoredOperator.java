package io.renwu.cluster;

import io.renwu.timeout.ServerException;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.flink.shaded.guava33.com.google.common.hash.Hashing;

/**
 * An operator whose state is in a savepoint or checkpoint.
 *
 * @param id by which Flink finds its state: a hash of its uid
 * @param name its uid, else its name, else its id
 * @param parallelism with which it ran
 * @param maxParallelism for which its state is partitioned
 */
record StoredOperator(String id, String name, int parallelism, int maxParallelism) {
  /**
   * Reads the metadata of a savepoint or checkpoint.
   *
   * @param path as Flink gives it, on a file system that this JVM can read
   * @throws ServerException if it cannot be read
   */
  static List<StoredOperator> read(String path) {
    try (DataInputStream in =
        new DataInputStream(
            AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path)
                .getMetadataHandle()
                .openInputStream())) {
      List<StoredOperator> operators = new ArrayList<>();
      for (OperatorState state :
          Checkpoints.loadCheckpointMetadata(in, StoredOperator.class.getClassLoader(), path)
              .getOperatorStates()) {
        if (holdsAnything(state)) {
          operators.add(
              new StoredOperator(
                  state.getOperatorID().toHexString(),
                  state
                      .getOperatorUid()
                      .or(state::getOperatorName)
                      .orElse(state.getOperatorID().toHexString()),
                  state.getParallelism(),
                  state.getMaxParallelism()));
        }
      }
      return operators;
    } catch (IOException | RuntimeException e) {
      throw new ServerException("cannot read the metadata of " + path + ": " + e.getMessage(), e);
    }
  }

  /** The id of the operator of a uid: Flink's own hash of it. */
  static String idOf(String uid) {
    return new OperatorID(
            Hashing.murmur3_128(0)
                .newHasher()
                .putString(uid, StandardCharsets.UTF_8)
                .hash()
                .asBytes())
        .toHexString();
  }

  private static boolean holdsAnything(OperatorState state) {
    return state.getCoordinatorState() != null
        || state.getStates().stream().anyMatch(part -> part.hasState());
  }
}
