package io.renwu.reconcile.kafka;

import io.renwu.reconcile.PublishedVersions.Versions;
import io.renwu.reconcile.TimeWindow;
import java.time.Duration;

/**
 * What to reconcile.
 *
 * @param withProgress whether progress is compared, too
 * @param withoutQueue whether every record counts as taken by the task job where the queue does not
 *     answer; else none does
 * @param patience how long to wait for open transactions
 * @param most how many differences are kept
 */
public record ReconciliationRequest(
    TimeWindow window,
    MergeOrder order,
    Versions versions,
    boolean withProgress,
    boolean withoutQueue,
    Duration patience,
    int most) {}
