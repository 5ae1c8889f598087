package io.renwu.connector.redis.streams.lease;

import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.io.Serializable;
import java.util.UUID;

/**
 * Which end of which queue a job uses alone.
 *
 * @param queue the queue's key prefix, for people
 * @param role the end: one lease for each
 * @param owner this submission of the job. It is part of the submitted graph: the same after a
 *     failover of the JobManager, another where the job is submitted again, though from the same
 *     savepoint or under the same Flink job id
 */
public record LeaseSettings(String queue, String role, String owner) implements Serializable {
  private static final long serialVersionUID = 1;

  /** The end that the task job uses. */
  public static final String TASKS = "tasks";

  /** The end that the collector uses. */
  public static final String COLLECTOR = "collector";

  /** A new submission. */
  public static LeaseSettings of(RedisAccess access, String role) {
    return new LeaseSettings(access.keyPrefix(), role, UUID.randomUUID().toString());
  }

  /** For people. */
  String name() {
    return "the lease '" + role + "' of the queue '" + queue + "'";
  }
}
