/** Explains in words why an event did or did not count. */
package io.renwu.cli.explain;
