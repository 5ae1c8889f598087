/**
 * Computes from the raw records and the task documents which rewards are due, and compares them
 * with the grants. Simple and slow on purpose; shares no code with the engine.
 */
package io.renwu.demo.recount;
