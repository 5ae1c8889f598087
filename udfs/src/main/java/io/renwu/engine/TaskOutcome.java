package io.renwu.engine;

import io.renwu.model.Decision;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event does for one task.
 *
 * @param state of the task afterwards, or null where nothing changed
 * @param progress null where nothing changed of it
 */
record TaskOutcome(
    Decision decision,
    List<Grant> grants,
    @Nullable Progress progress,
    @Nullable TaskState state) {}
