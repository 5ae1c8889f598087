package io.renwu.connector.redis.streams.source.config;

import java.io.Serializable;
import java.time.Duration;

/**
 * How the source reads.
 *
 * @param start where a job without a checkpoint begins
 * @param retained the span of receivedAt that stays in a stream before the position of the last
 *     completed checkpoint
 * @param discoveryInterval how often the registry is read for new streams
 * @param pollInterval the longest wait between two reads of an empty stream
 * @param rate what controls the rate
 * @param maxDrift how far a reader may run ahead of a slower one, in event time, if the topics'
 *     numbers of partitions assign one user's streams to several readers; 0 = without limit.
 *     Ignored if {@code rate} is {@link ReaderRate#OFF}
 * @param maxBufferedBytes bytes of frames that a reader buffers ahead of the job
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
  /** TAKEN; 1 hour; 1 second; 50 ms; CONTROLLED; without limit; 16 MiB. */
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
          "found retained "
              + retained
              + ", maxDrift "
              + maxDrift
              + ", discoveryInterval "
              + discoveryInterval
              + ", pollInterval "
              + pollInterval
              + ", maxBufferedBytes "
              + maxBufferedBytes
              + ", expected spans of 0 or more, intervals of 1 ms or more and 1 byte or more");
    }
  }
}
