package io.renwu.job.kafka.source;

import io.renwu.connector.redis.streams.StreamId;
import java.util.OptionalLong;

/**
 * The facts that decide where a partition is read from.
 *
 * @param stream the stream of the partition
 * @param incarnation the id of its topic
 * @param resume where a checkpoint, or without one the consumer group, would go on; empty where
 *     neither says
 * @param logStart the first offset that Kafka still has
 * @param end the offset up to which the stream has everything or has no place for it, itself not
 *     among them; empty where the queue does not know the stream, or knows it from another making
 *     of the topic
 */
public record SplitStartFacts(
    StreamId stream,
    String incarnation,
    OptionalLong resume,
    long logStart,
    OptionalLong end) {}
