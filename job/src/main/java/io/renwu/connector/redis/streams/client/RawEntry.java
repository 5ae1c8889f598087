package io.renwu.connector.redis.streams.client;

/**
 * An entry as it stands in Redis, whoever wrote it.
 *
 * @param id of the entry
 * @param frame its bytes; empty where it has no field of that name
 */
public record RawEntry(String id, byte[] frame) {}
