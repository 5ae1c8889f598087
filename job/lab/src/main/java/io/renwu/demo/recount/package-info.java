/**
 * The judge of a demonstration: works out from the raw records and the task documents which rewards
 * are due. Obvious and slow on purpose, and it shares no code with the engine, its rules and its
 * codecs.
 */
package io.renwu.demo.recount;
