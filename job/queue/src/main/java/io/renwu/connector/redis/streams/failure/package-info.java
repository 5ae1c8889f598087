/** Counts which records failed, how often and why, outside of Flink's checkpoints. */
package io.renwu.connector.redis.streams.failure;
