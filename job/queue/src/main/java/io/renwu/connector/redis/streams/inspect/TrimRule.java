package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamPosition;

/**
 * Selects the entries that a trim at an operator's command removes.
 *
 * @param receivedBeforeMillis only entries whose records were all received before this time, epoch
 *     milliseconds
 * @param offset only entries that end at or before this offset, or in an earlier epoch than the
 *     stream's
 * @param untakenToo also entries with records that no completed checkpoint of the readers covers
 */
public record TrimRule(long receivedBeforeMillis, long offset, boolean untakenToo) {
  /** Entries that a checkpoint covers and that were received before a time. */
  public static TrimRule receivedBefore(long millis) {
    return new TrimRule(millis, StreamPosition.MAX_OFFSET, false);
  }

  /** All entries up to an offset. */
  public static TrimRule upTo(long offset, boolean untakenToo) {
    return new TrimRule(Long.MAX_VALUE, offset, untakenToo);
  }

  /**
   * Whether an entry is removed, if those before it are.
   *
   * @param epoch the epoch in which the stream ends
   * @param taken position up to which the readers' last completed checkpoint covers the stream
   */
  boolean removes(EntryView entry, int epoch, long taken) {
    return entry.position() <= StreamPosition.of(epoch, offset)
        && (untakenToo || entry.position() <= taken)
        && entry.lastReceivedAtMillis().map(at -> at < receivedBeforeMillis).orElse(true);
  }
}
