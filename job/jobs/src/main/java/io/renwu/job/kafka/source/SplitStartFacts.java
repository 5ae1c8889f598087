package io.renwu.job.kafka.source;

import io.renwu.connector.redis.streams.StreamId;
import java.util.OptionalLong;

/**
 * The facts that decide where a partition is read from.
 *
 * @param stream the stream of the partition
 * @param incarnation the id of its topic
 * @param resume the offset in the checkpoint, or else the one that the consumer group committed;
 *     empty if there is neither
 * @param logStart the first offset that Kafka still has
 * @param end the offset before which the stream has every record, or cannot accept it any more;
 *     empty if the queue does not know the stream, or knows it from another incarnation of the
 *     topic
 */
public record SplitStartFacts(
    StreamId stream, String incarnation, OptionalLong resume, long logStart, OptionalLong end) {}
