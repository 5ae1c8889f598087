package io.renwu.connector.redis.streams.client;

/**
 * A writer's mark of a stream at a checkpoint.
 *
 * @param appended the position at which the stream ends, as the writer knows it
 * @param seen every record up to this position is in the stream or does not belong there
 */
public record WriterMark(long appended, long seen) {}
