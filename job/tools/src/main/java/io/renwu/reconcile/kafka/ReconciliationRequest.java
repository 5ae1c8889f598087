package io.renwu.reconcile.kafka;

import io.renwu.reconcile.PublishedVersions.Versions;
import io.renwu.reconcile.TimeWindow;
import java.time.Duration;

/**
 * The options of a reconciliation.
 *
 * @param withProgress whether to compare progress, too
 * @param withoutQueue whether all records count as consumed if the queue does not answer; otherwise
 *     none do
 * @param patience how long to wait for open transactions
 * @param most how many differences to keep
 */
public record ReconciliationRequest(
    TimeWindow window,
    MergeOrder order,
    Versions versions,
    boolean withProgress,
    boolean withoutQueue,
    Duration patience,
    int most) {}
