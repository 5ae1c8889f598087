package io.renwu.connector.redis.streams.client;

import io.renwu.connector.redis.streams.StreamId;
import java.util.Map;

/**
 * The result of a barrier write.
 *
 * @param ends the position at which each stream ends; where it is not the one that was said,
 *     nothing was written there
 * @param replicas the number of replicas that have everything, of the server with the fewest
 * @param appendOnlyFiles 1 if every server has everything in its append-only file on disk, else 0
 */
public record BarrierResult(Map<StreamId, Long> ends, long replicas, long appendOnlyFiles) {}
