package io.renwu.bench.soak;

import java.time.Duration;

/**
 * The sizes of the stored data at one moment.
 *
 * @param elapsed since the load began, by the machine's clock
 * @param sentRecords since the load began
 * @param savedBytes of a savepoint of the task job in the canonical form
 * @param checkpointBytes that the task job's last checkpoint refers to
 * @param liveBytes of the users' and budgets' states in RocksDB, as it estimates them
 * @param keys of these, as it estimates them
 * @param redisBytes that the server uses
 * @param queueBytes the part of these that the streams use
 * @param waiting records that the task job has not read
 */
record SoakSample(
    Duration elapsed,
    long sentRecords,
    long savedBytes,
    long checkpointBytes,
    long liveBytes,
    long keys,
    long redisBytes,
    long queueBytes,
    long waiting) {}
