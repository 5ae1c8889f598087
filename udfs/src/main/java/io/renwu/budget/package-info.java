/**
 * The budgets of tasks over all users: {@code (state of a task, due grants) -> (new state, what
 * became of the grants)}. Pure, like the engine, behind which it stands.
 */
package io.renwu.budget;
