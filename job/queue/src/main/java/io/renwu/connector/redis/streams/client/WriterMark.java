package io.renwu.connector.redis.streams.client;

/**
 * What a writer says of a stream at a checkpoint.
 *
 * @param appended the position at which it knows the stream to end
 * @param seen everything up to this position is in the stream or has no place there
 */
public record WriterMark(long appended, long seen) {}
