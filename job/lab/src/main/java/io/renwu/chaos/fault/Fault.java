package io.renwu.chaos.fault;

/**
 * One fault that is injected into the system.
 *
 * @param number from 1
 * @param choice 0 or more: which of several targets, widths or tasks, modulo their number
 * @param outageMillis how long it lasts; 0 for a change
 * @param pauseMillis how long nothing is done before it
 * @param joined whether the next one follows at its end, without waiting for recovery
 */
public record Fault(
    int number, FaultKind kind, int choice, long outageMillis, long pauseMillis, boolean joined) {}
