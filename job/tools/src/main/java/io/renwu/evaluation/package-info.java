/** Evaluates events in their order with the engine and the budgets, and keeps state on disk. */
package io.renwu.evaluation;
