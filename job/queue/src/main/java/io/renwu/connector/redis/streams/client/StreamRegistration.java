package io.renwu.connector.redis.streams.client;

/**
 * A stream's line in the registry.
 *
 * @param epoch see {@link io.renwu.connector.redis.streams.StreamPosition}
 * @param incarnation which making of the topic the epoch stands for, for example Kafka's topic id
 */
public record StreamRegistration(int epoch, String incarnation) {}
