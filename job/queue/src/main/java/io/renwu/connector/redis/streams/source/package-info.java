/** The queue's reading end: a FLIP-27 source with positions in Flink's checkpoints. */
package io.renwu.connector.redis.streams.source;
