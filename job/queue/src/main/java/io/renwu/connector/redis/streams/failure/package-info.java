/** Which records failed, how often and why: counted outside of Flink's checkpoints. */
package io.renwu.connector.redis.streams.failure;
