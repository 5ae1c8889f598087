package io.renwu.connector.redis.streams.source.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the source reads.
 *
 * @param start where a job without a checkpoint begins
 * @param retained span of receivedAt that stays in the streams behind a completed checkpoint
 * @param discoveryInterval how often the registry is looked at for new streams
 * @param pollInterval the longest wait between two looks at an empty stream
 * @param rate who says how fast
 * @param maxDrift by how much event time a reader may run ahead of one that is behind, where topics
 *     have partitions in numbers that tear their users apart; 0 = by any. Of no meaning where
 *     nobody says how fast
 * @param maxBufferedBytes frames that a reader holds ahead of the job
 */
public record SourceSettings(
    StartPosition start,
    Duration retained,
    Duration discoveryInterval,
    Duration pollInterval,
    ReaderRate rate,
    Duration maxDrift,
    long maxBufferedBytes)
    implements Serializable {
  /** TAKEN; 1 hour; 1 second; 50 ms; controlled; by any; 16 MiB. */
  public static final SourceSettings DEFAULT =
      new SourceSettings(
          StartPosition.TAKEN,
          Duration.ofHours(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(50),
          ReaderRate.CONTROLLED,
          Duration.ZERO,
          16 << 20);

  public SourceSettings {
    if (retained.isNegative()
        || maxDrift.isNegative()
        || discoveryInterval.toMillis() < 1
        || pollInterval.toMillis() < 1
        || maxBufferedBytes < 1) {
      throw new IllegalArgumentException(
          "the intervals of a source must be 1 ms or more, its spans not negative");
    }
  }
}
