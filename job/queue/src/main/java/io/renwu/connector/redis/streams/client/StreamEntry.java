package io.renwu.connector.redis.streams.client;

/**
 * One entry of a stream.
 *
 * @param position the position of the last record in the frame
 * @param frame the records, encoded by {@link io.renwu.connector.redis.streams.Frame}
 */
public record StreamEntry(long position, byte[] frame) {}
