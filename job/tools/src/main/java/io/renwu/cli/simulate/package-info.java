/** Runs the engine over a file of events, without any server. */
package io.renwu.cli.simulate;
