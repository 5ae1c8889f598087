package io.renwu.connector.redis.streams.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a queue besides the contents of its streams.
 *
 * @param servers every server that holds a part of the queue
 * @param slotsWithoutServer slots of a cluster that no server has; 0 for a single server
 * @param registry the raw lines of the registry, by the name of the stream
 * @param keys every key with the queue's prefix; null if the user may not list keys
 * @param control the control document of the rate
 * @param report the enumerator's last report
 */
public record QueueFacts(
    List<ServerFacts> servers,
    int slotsWithoutServer,
    Map<String, String> registry,
    @Nullable Set<String> keys,
    Optional<String> control,
    Optional<String> report) {}
