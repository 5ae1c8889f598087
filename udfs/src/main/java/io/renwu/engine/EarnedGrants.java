package io.renwu.engine;

import io.renwu.budget.BudgetRequest;
import io.renwu.model.Grant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Grants that one event earns in one task.
 *
 * @param grants by completion, tier, reward; at least one; before any budget decided
 * @param request asks the task's budgets for them, which are then of one completion or tier; null
 *     if they are final because no version of the task has a budget
 */
public record EarnedGrants(List<Grant> grants, @Nullable BudgetRequest request) {}
