package io.renwu.job.kafka.source;

import io.renwu.connector.redis.streams.StreamId;

/**
 * Where a partition is read from so that its stream misses nothing.
 *
 * @param incarnation the id of its topic
 * @param offset the first to read
 * @param rewound how many offsets before the resume position it is
 * @param known whether the queue knows the stream, which then has everything before the offset
 */
public record SplitStart(
    StreamId stream, String incarnation, long offset, long rewound, boolean known) {
  /**
   * The start is {@code max(logStart, min(resume, end))}. For a stream that the queue does not
   * know, {@code end} is 0 if there is a resume position, because then the queue has lost the
   * stream, and unbounded otherwise.
   *
   * @throws LostInKafkaException if records are needed that Kafka no longer has
   */
  public static SplitStart of(SplitStartFacts facts) throws LostInKafkaException {
    long logStart = facts.logStart();
    boolean isNew = facts.end().isEmpty() && facts.resume().isEmpty();
    if (isNew) {
      return new SplitStart(facts.stream(), facts.incarnation(), logStart, 0, false);
    }
    long end = facts.end().orElse(0);
    if (end < logStart) {
      throw new LostInKafkaException(facts.stream(), end, logStart);
    }
    long resume = facts.resume().orElse(logStart);
    long offset = Math.max(logStart, Math.min(resume, end));
    return new SplitStart(
        facts.stream(),
        facts.incarnation(),
        offset,
        Math.max(0, resume - offset),
        facts.end().isPresent());
  }
}
