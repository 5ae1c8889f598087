package io.renwu.connector.redis.streams.client;

/**
 * A stream's line in the registry.
 *
 * @param epoch see {@link io.renwu.connector.redis.streams.StreamPosition}
 * @param incarnation identifies the topic of this epoch, for example by Kafka's topic id
 */
public record StreamRegistration(int epoch, String incarnation) {}
