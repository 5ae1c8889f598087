/**
 * Tests that stand beside the tasks: events and what is expected of them, run without any server.
 */
package io.renwu.cli.check;
