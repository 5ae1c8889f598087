/** Stops, replaces and rescales the jobs, and runs second jobs and systems beside them. */
package io.renwu.chaos.change;
