/** Measures the engine's cost of events and of tasks. */
package io.renwu.bench.engine;
