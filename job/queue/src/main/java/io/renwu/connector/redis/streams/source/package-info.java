/** Reads the queue: a FLIP-27 source with its positions in Flink's checkpoints. */
package io.renwu.connector.redis.streams.source;
