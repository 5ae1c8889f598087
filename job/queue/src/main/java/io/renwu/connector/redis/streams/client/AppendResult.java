package io.renwu.connector.redis.streams.client;

import org.jspecify.annotations.Nullable;

/**
 * The result of appending a batch.
 *
 * @param status what happened
 * @param highWater the position of the last record in the stream after the attempt
 * @param error the server's error for {@link Status#PARTIAL}; else null
 */
public record AppendResult(Status status, long highWater, @Nullable String error) {
  /** The outcomes of appending a batch. */
  public enum Status {
    /** The whole batch is in the stream. */
    APPENDED,
    /** The stream ended elsewhere than expected; nothing was appended. */
    MISMATCH,
    /** The server refused an entry; those up to {@link #highWater} are in the stream. */
    PARTIAL
  }
}
