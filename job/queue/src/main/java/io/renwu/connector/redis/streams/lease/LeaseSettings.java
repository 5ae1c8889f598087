package io.renwu.connector.redis.streams.lease;

import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.io.Serializable;
import java.util.UUID;

/**
 * The end of a queue that a job uses alone.
 *
 * @param queue the queue's key prefix, for messages
 * @param role the end of the queue; each has one lease
 * @param owner identifies the submission of the job. It is part of the submitted graph: unchanged
 *     after a failover of the JobManager, new with each submission, even from the same savepoint or
 *     with the same Flink job id
 */
public record LeaseSettings(String queue, String role, String owner) implements Serializable {
  private static final long serialVersionUID = 1;

  /** The end that the task job uses. */
  public static final String TASKS = "tasks";

  /** The end that the collector uses. */
  public static final String COLLECTOR = "collector";

  /** The settings of a new submission. */
  public static LeaseSettings of(RedisAccess access, String role) {
    return new LeaseSettings(access.keyPrefix(), role, UUID.randomUUID().toString());
  }

  /** The name for messages. */
  String name() {
    return "the lease '" + role + "' of the queue '" + queue + "'";
  }
}
