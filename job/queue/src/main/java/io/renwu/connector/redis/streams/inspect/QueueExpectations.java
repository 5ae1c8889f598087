package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.client.Durability;
import io.renwu.connector.redis.streams.client.ServerInfo;
import java.util.function.Predicate;

/**
 * What a queue's configuration asks of its servers and streams.
 *
 * @param durability that a writer's checkpoints wait for
 * @param maxRecords that may wait in a stream before writers hold; 0 = no bound
 * @param memoryReached whether a server uses as much memory as it may before writers hold
 */
public record QueueExpectations(
    Durability durability, long maxRecords, Predicate<ServerInfo> memoryReached) {
  /** Nothing but a queue. */
  public static final QueueExpectations NONE =
      new QueueExpectations(Durability.NONE, 0, server -> false);
}
