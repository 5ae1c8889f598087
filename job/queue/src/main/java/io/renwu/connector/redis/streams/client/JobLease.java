package io.renwu.connector.redis.streams.client;

import java.util.Map;

/**
 * The lease by which one job alone uses its end of a queue, as stored in Redis.
 *
 * @param number the fencing number: one more with each job that acquires the lease, from 1
 * @param owner identifies the submission of the job; unchanged after a failover of its JobManager
 * @param job Flink's id of the job, for messages
 * @param host the host of the JobManager, for messages
 * @param since when the owner acquired it, RFC 3339
 * @param beat one more with each renewal
 * @param released whether the owner has released it
 */
public record JobLease(
    long number, String owner, String job, String host, String since, long beat, boolean released) {

  /** The holder, for messages: job, host and start. */
  public String holder() {
    return "job " + job + " on " + host + " since " + since;
  }

  /** Parses the fields of the hash. */
  static JobLease of(Map<String, String> fields) {
    return new JobLease(
        Long.parseLong(fields.get("number")),
        fields.getOrDefault("owner", ""),
        fields.getOrDefault("job", "?"),
        fields.getOrDefault("host", "?"),
        fields.getOrDefault("since", "?"),
        Long.parseLong(fields.getOrDefault("beat", "0")),
        "1".equals(fields.get("released")));
  }
}
