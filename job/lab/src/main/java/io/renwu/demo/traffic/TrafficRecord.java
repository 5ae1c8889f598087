package io.renwu.demo.traffic;

import org.jspecify.annotations.Nullable;

/**
 * One record for a behavior's topic.
 *
 * @param behavior the topic's type: the record belongs on {@code behavior.<type>}
 * @param userId the record's key
 * @param value the record's value, not to be changed
 * @param timestampMillis the record's timestamp, to be set by the producer; never before that of
 *     the previous record
 * @param breakage what is wrong with it; null for a good record
 */
public record TrafficRecord(
    String behavior,
    String userId,
    byte[] value,
    long timestampMillis,
    @Nullable Breakage breakage) {

  /** Whether the record must become a dead letter. */
  public boolean broken() {
    return breakage != null;
  }
}
