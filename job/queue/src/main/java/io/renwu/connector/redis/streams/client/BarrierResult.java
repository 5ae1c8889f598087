package io.renwu.connector.redis.streams.client;

import io.renwu.connector.redis.streams.StreamId;
import java.util.Map;

/**
 * The result of a barrier write.
 *
 * @param ends the position at which each stream ends; nothing was written to a stream that ends
 *     elsewhere than its mark says
 * @param replicas the number of replicas that have everything; the lowest of all servers
 * @param appendOnlyFiles 1 if every server has everything in its append-only file on disk, else 0
 */
public record BarrierResult(Map<StreamId, Long> ends, long replicas, long appendOnlyFiles) {}
