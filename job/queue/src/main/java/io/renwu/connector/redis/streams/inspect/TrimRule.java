package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.StreamPosition;

/**
 * Which entries a trim by hand takes away.
 *
 * @param receivedBeforeMillis only those whose records were all received before, epoch milliseconds
 * @param offset only those that end at or before this offset, or in an earlier epoch than the
 *     stream's
 * @param untakenToo also those with records that no completed checkpoint of a reader covers
 */
public record TrimRule(long receivedBeforeMillis, long offset, boolean untakenToo) {
  /** What was taken, and received before a time. */
  public static TrimRule receivedBefore(long millis) {
    return new TrimRule(millis, StreamPosition.MAX_OFFSET, false);
  }

  /** All up to an offset. */
  public static TrimRule upTo(long offset, boolean untakenToo) {
    return new TrimRule(Long.MAX_VALUE, offset, untakenToo);
  }

  /**
   * Whether an entry goes, and with it those before it.
   *
   * @param epoch in which the stream ends
   * @param taken position that the readers' last completed checkpoint covers
   */
  boolean takesAway(EntryView entry, int epoch, long taken) {
    return entry.position() <= StreamPosition.of(epoch, offset)
        && (untakenToo || entry.position() <= taken)
        && entry.lastReceivedAtMillis().map(at -> at < receivedBeforeMillis).orElse(true);
  }
}
