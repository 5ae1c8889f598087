/**
 * Warns of mistakes that the task language allows, and computes what a set of tasks can cost. Does
 * no I/O and reads no clock.
 */
package io.renwu.lint;
