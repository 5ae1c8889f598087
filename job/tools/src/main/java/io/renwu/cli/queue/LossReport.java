package io.renwu.cli.queue;

import io.renwu.job.kafka.source.StreamLoss;
import org.jspecify.annotations.Nullable;

/**
 * What a stream lacks that Kafka no longer has.
 *
 * @param lost how many offsets
 * @param fromOffset the first of them; null if none is lost
 * @param toOffset the last of them; null if none is lost
 * @param accepted whether they were given up
 */
public record LossReport(
    String stream,
    long lost,
    @Nullable Long fromOffset,
    @Nullable Long toOffset,
    boolean accepted) {
  public static LossReport of(StreamLoss loss, boolean accepted) {
    return new LossReport(
        loss.stream().toString(),
        loss.count(),
        loss.isNone() ? null : Long.valueOf(loss.from()),
        loss.isNone() ? null : Long.valueOf(loss.logStart() - 1),
        accepted && !loss.isNone());
  }
}
