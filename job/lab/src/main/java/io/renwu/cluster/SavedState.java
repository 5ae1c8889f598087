package io.renwu.cluster;

import java.time.Instant;

/**
 * A savepoint or checkpoint that a job can continue from.
 *
 * @param path as Flink accepts it
 * @param completedAt by the clock of the machine that wrote it
 * @param parallelism of the job's widest operator
 */
record SavedState(String path, Instant completedAt, int parallelism) {}
