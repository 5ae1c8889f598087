/**
 * A simulation of the whole queue from one seed: the real writers, readers and enumerator, over an
 * in-memory server and a network that fail at random, in one thread and virtual time.
 */
package io.renwu.connector.redis.streams.simulation;
