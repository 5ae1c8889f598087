/**
 * The whole queue on a random of one seed: the real writers, readers and enumerator, over a server
 * in memory and a network that fail as they please, in one thread and virtual time.
 */
package io.renwu.connector.redis.streams.simulation;
