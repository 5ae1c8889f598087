package io.renwu.connector.redis.streams.client;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.transport.RedisAccess;

/** The names of all Redis keys of one queue. The keys of one stream share a hash tag. */
public final class Keys {
  private final String prefix;

  public Keys(String prefix) {
    this.prefix = prefix;
  }

  public static Keys of(RedisAccess access) {
    return new Keys(access.keyPrefix());
  }

  /** A Redis stream: the entries. */
  String stream(StreamId id) {
    return of(id, "s");
  }

  /** A string: the position of the last record appended, decimal. */
  String highWater(StreamId id) {
    return of(id, "h");
  }

  /**
   * A hash: {@code trimmed} and {@code taken}, decimal positions; and, by the decimal position of a
   * record that failed, {@code <count> <time> <cause>}. One key for both: a script has to wait for
   * a missing key while its slot moves, and a separate key for failures would mostly be missing.
   */
  String marks(StreamId id) {
    return of(id, "t");
  }

  /** A string: {@code <seen> <appended>}, decimal positions. */
  String seen(StreamId id) {
    return of(id, "c");
  }

  /** The keys of scripts about a stream's end, in order. */
  String[] endKeys(StreamId id) {
    return new String[] {stream(id), highWater(id), marks(id), seen(id)};
  }

  /** A hash: {@code topic:partition} to {@code <epoch> <incarnation>}. */
  public String registry() {
    return prefix + ":streams";
  }

  /** A list: the JSON documents of the rate rules, the newest first; the first is in force. */
  public String rules() {
    return prefix + ":control:rules";
  }

  /** A string that expires: the JSON document of the enumerator's last report. */
  public String status() {
    return prefix + ":control:status";
  }

  /**
   * A hash: the lease of one end of the queue. {@code number}, {@code owner}, {@code job}, {@code
   * host}, {@code since}, {@code beat}, {@code released} (0 or 1); see {@link JobLease}.
   */
  String lease(String role) {
    return prefix + ":lease:" + role;
  }

  /** A pattern that every key of the queue matches. */
  public String allPattern() {
    return prefix + ":*";
  }

  private String of(StreamId id, String kind) {
    return prefix + ":{" + id + "}:" + kind;
  }
}
