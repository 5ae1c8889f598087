/**
 * The budgets of tasks over all users: {@code (state of a task, grants) -> (new state, grants with
 * outcomes)}. Pure, like the engine, whose grants it decides.
 */
package io.renwu.budget;
