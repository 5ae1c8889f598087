package io.renwu.connector.redis.streams.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a queue besides the contents of its streams.
 *
 * @param servers every server that holds a part of it
 * @param slotsWithoutServer of a cluster; 0 for a single server
 * @param registry the lines of the registry as they stand there, by the stream's name
 * @param keys every key of the queue's prefix; null where the user may not ask
 * @param control the rate's control document
 * @param report what the readers' side last reported of the rate
 */
public record QueueFacts(
    List<ServerFacts> servers,
    int slotsWithoutServer,
    Map<String, String> registry,
    @Nullable Set<String> keys,
    Optional<String> control,
    Optional<String> report) {}
