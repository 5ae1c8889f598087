/**
 * The task engine: {@code (user state, event, tasks) -> (new state, effects)}. Pure: no clock, no
 * randomness, no I/O, no logging; the result depends on the arguments alone.
 */
package io.renwu.engine;
