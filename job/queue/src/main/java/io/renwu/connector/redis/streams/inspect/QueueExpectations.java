package io.renwu.connector.redis.streams.inspect;

import io.renwu.connector.redis.streams.client.Durability;
import io.renwu.connector.redis.streams.client.ServerInfo;
import java.util.function.Predicate;

/**
 * What the configuration of a queue requires of its servers and streams.
 *
 * @param durability the writer's checkpoints wait for it
 * @param maxRecords the most records in a stream's backlog before writers wait; 0 = no bound
 * @param memoryReached whether a server uses so much memory that writers wait
 */
public record QueueExpectations(
    Durability durability, long maxRecords, Predicate<ServerInfo> memoryReached) {
  /** No requirements besides those of every queue. */
  public static final QueueExpectations NONE =
      new QueueExpectations(Durability.NONE, 0, server -> false);
}
