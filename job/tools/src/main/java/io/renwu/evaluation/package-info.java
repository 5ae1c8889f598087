/** The engine and the budgets over events in their order, with what they remember on disk. */
package io.renwu.evaluation;
