package io.renwu.connector.redis.streams.client;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that Redis holds of one stream, of one moment.
 *
 * @param highWater position of the last record appended; 0 without that key
 * @param taken position of the readers' last completed checkpoint
 * @param trimmed everything up to this position may be gone
 * @param seen everything up to this position was in the stream or had no place there, at the last
 *     checkpoint of the writer; 0 if that is not known
 * @param seenAt the position at which the stream ended then
 * @param entries in the stream
 * @param lastId the id given last, of an entry that may be gone; empty without the stream's key
 * @param first the first entry, or null
 * @param last the last entry, or null
 * @param firstWaiting the first entry that ends behind what was taken, or null
 * @param memoryBytes what the stream occupies on the server, estimated from 100 entries; null where
 *     the user may not ask
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
  /**
   * The offsets between what was taken and the end. Records that were trimmed though not taken wait
   * no longer.
   */
  public long waiting() {
    return StreamPosition.distance(Math.max(taken, trimmed), highWater);
  }
}
