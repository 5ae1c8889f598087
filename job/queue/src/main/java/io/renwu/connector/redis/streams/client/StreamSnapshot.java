package io.renwu.connector.redis.streams.client;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that Redis holds of one stream, read at one moment.
 *
 * @param highWater the position of the last record appended; 0 without that key
 * @param taken the position of the readers' last completed checkpoint
 * @param trimmed records up to this position may be gone
 * @param seen every record up to this position was in the stream or did not belong there, at the
 *     writer's last checkpoint; 0 = unknown
 * @param seenAt the position at which the stream ended then
 * @param entries the number of entries in the stream
 * @param lastId the last id of the stream, whose entry may be gone; empty without the stream's key
 * @param first the first entry
 * @param last the last entry
 * @param firstWaiting the first entry that ends after the position taken
 * @param memoryBytes the memory of the stream on the server, estimated from 100 entries; null if
 *     the user may not read it
 * @param problems keys that could not be read, a sentence each
 */
public record StreamSnapshot(
    StreamId stream,
    long highWater,
    long taken,
    long trimmed,
    long seen,
    long seenAt,
    long entries,
    String lastId,
    @Nullable RawEntry first,
    @Nullable RawEntry last,
    @Nullable RawEntry firstWaiting,
    @Nullable Long memoryBytes,
    List<String> problems) {
  /** The number of offsets between the position taken and the end. Trimmed records do not count. */
  public long waiting() {
    return StreamPosition.distance(Math.max(taken, trimmed), highWater);
  }
}
