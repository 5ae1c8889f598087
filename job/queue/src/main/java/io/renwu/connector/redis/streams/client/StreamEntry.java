package io.renwu.connector.redis.streams.client;

/**
 * One entry of a stream.
 *
 * @param position of the last record in the frame
 * @param frame the records, as {@link io.renwu.connector.redis.streams.Frame} writes them
 */
public record StreamEntry(long position, byte[] frame) {}
