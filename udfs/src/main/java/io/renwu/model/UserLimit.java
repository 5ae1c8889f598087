package io.renwu.model;

/**
 * How often one user may complete a task in each calendar unit.
 *
 * @param per the unit, in the task's zone and day start
 * @param limit at least 1
 */
public record UserLimit(LimitUnit per, long limit) {}
