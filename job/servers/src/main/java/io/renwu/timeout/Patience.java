package io.renwu.timeout;

import java.time.Duration;

/**
 * How long a command waits for servers. Jobs wait longer, because they outlast an outage. Long
 * operations (a savepoint, a start) have their own limits.
 *
 * @param connection for connecting
 * @param answer for the answer to one request
 * @param check for all requests that find out whether Kafka answers, or what a job does
 * @param hang until a process counts as silent, also on a busy machine
 * @param diagnosis for all requests of {@code doctor} to one server, unless it unpacks every entry
 */
public record Patience(
    Duration connection, Duration answer, Duration check, Duration hang, Duration diagnosis) {
  /**
   * The times of the command line, which reports a wrong address within 10 s. The system property
   * {@code renwu.patience}, a whole number from 1, multiplies all times, for a slow machine or
   * network.
   */
  public static final Patience OF_COMMANDS =
      new Patience(
              Duration.ofSeconds(3),
              Duration.ofSeconds(7),
              Duration.ofSeconds(8),
              Duration.ofSeconds(8),
              Duration.ofSeconds(15))
          .times(Math.max(1, Integer.getInteger("renwu.patience", 1)));

  /** How often a command reports what it still waits for. */
  public static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(3);

  private Patience times(int factor) {
    return new Patience(
        connection.multipliedBy(factor),
        answer.multipliedBy(factor),
        check.multipliedBy(factor),
        hang.multipliedBy(factor),
        diagnosis.multipliedBy(factor));
  }
}
