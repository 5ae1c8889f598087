package io.renwu.connector.redis.streams.client;

import java.util.Map;

/**
 * The lease by which one job alone uses its end of a queue, as stored in Redis.
 *
 * @param number the fencing number: one more with every job that takes the lease, from 1
 * @param owner one submission of a job; the same after a failover of its JobManager
 * @param job Flink's id of the job, for people
 * @param host of the JobManager, for people
 * @param since when the owner took it, RFC 3339
 * @param beat one more with each renewal
 * @param released the owner has ended
 */
public record JobLease(
    long number, String owner, String job, String host, String since, long beat, boolean released) {

  /** The holder for messages: who, where, since when. */
  public String holder() {
    return "job " + job + " on " + host + " since " + since;
  }

  /** The fields of the hash. */
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
