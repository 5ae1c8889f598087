/** Describes in words what a change of tasks means for users. */
package io.renwu.cli.diff;
