package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;

/**
 * How one stream stands.
 *
 * @param highWater position of the last record appended
 * @param taken position that the readers' last completed checkpoint covers
 * @param trimmed everything up to this position may be gone
 * @param entries that the stream holds, taken ones within the retained span among them
 * @param oldestWaitingMillis when the first record that is not taken was received, epoch
 *     milliseconds; null if none waits
 */
public record StreamStatus(
    StreamId stream,
    long highWater,
    long taken,
    long trimmed,
    long entries,
    Long oldestWaitingMillis) {
  /** How many offsets wait: an upper bound of the records, for a topic may leave offsets out. */
  public long waiting() {
    return StreamPosition.distance(taken, highWater);
  }
}
