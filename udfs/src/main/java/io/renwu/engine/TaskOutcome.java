package io.renwu.engine;

import io.renwu.model.Decision;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of an event for one task.
 *
 * @param state of the task after the event; null if it did not change
 * @param progress null if it did not change
 */
record TaskOutcome(
    Decision decision,
    List<Grant> grants,
    @Nullable Progress progress,
    @Nullable TaskState state) {}
