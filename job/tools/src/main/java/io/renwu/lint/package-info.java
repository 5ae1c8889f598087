/**
 * What the task language allows and nobody means: warnings, and what a set of tasks can cost. Pure:
 * it knows no clock but the moment that it is told.
 */
package io.renwu.lint;
