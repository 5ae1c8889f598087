package io.renwu.engine;

import io.renwu.model.Aggregation;
import io.renwu.model.Objective;
import java.nio.ByteBuffer;

/**
 * The short ids of tasks and objectives in a user's state: prefixes of SHA-256 hashes. The state
 * can be read without a dictionary or the task documents.
 */
public final class StateIds {
  /** Two of n tasks collide with probability n² / 2^49: 2 in 10 million for 10,000 tasks. */
  public static final int TASK_BYTES = 6;

  private StateIds() {}

  /** The first 6 bytes of the hash of the task's id, as a number from 0 to 2^48 - 1. */
  static long ofTask(String taskId) {
    return Sha256.of(taskId).getLong() >>> (Long.SIZE - TASK_BYTES * Byte.SIZE);
  }

  /** The same for the task's shadow; the suffix cannot occur in a task's id. */
  static long ofShadow(String taskId) {
    return ofTask(taskId + "\nshadow");
  }

  /** The first 4 bytes of the hash of the objective's id, never 0. */
  static int ofFrequency(String objectiveId) {
    int hash = Sha256.of(objectiveId).getInt();
    return hash == UsageCounts.COMPLETIONS ? 1 : hash;
  }

  /**
   * The first 4 bytes of the hash of id, function and field (of a streak: its unit), one a line: an
   * objective that keeps all three keeps its progress. Two of the 20 objectives of a task collide
   * with a probability of 1 in 20 million.
   */
  static int ofObjective(Objective objective) {
    Aggregation aggregation = objective.aggregation();
    String field = aggregation.field() == null ? "" : aggregation.field();
    if (aggregation.unit() != null) {
      field = aggregation.unit().name();
    }
    ByteBuffer hash = Sha256.of(objective.id() + "\n" + aggregation.function() + "\n" + field);
    return hash.getInt();
  }
}
