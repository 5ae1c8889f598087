package io.renwu.connector.redis.streams.source.event;

import org.apache.flink.api.connector.source.SourceEvent;

/**
 * From a reader to the enumerator, ten times a second while it needs tokens, else once.
 *
 * @param version of the rate that the reader knows
 * @param demand records ready to pass
 * @param spent tokens of that version used or expired
 * @param emitted records passed since the reader began
 * @param depth offsets between the reader and the ends of its streams, as last measured
 * @param oldestAgeMillis how long ago the oldest record that waits here was received; 0 = none
 *     waits
 * @param throttledMillis how long records have waited for tokens since the reader began
 */
public record ReaderReport(
    long version,
    long demand,
    long spent,
    long emitted,
    long depth,
    long oldestAgeMillis,
    long throttledMillis)
    implements SourceEvent {
  private static final long serialVersionUID = 1;
}
