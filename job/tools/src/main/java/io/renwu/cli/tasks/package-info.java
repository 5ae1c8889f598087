/** Commands about task documents: validate, check, diff, simulate, publish, drop, explain. */
package io.renwu.cli.tasks;
