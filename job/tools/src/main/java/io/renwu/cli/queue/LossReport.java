package io.renwu.cli.queue;

import io.renwu.job.kafka.source.StreamLoss;
import org.jspecify.annotations.Nullable;

/**
 * The records that a stream lacks and Kafka no longer has.
 *
 * @param lost the number of lost offsets
 * @param fromOffset the first lost offset; null if none is lost
 * @param toOffset the last lost offset; null if none is lost
 * @param accepted whether the loss was accepted
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
