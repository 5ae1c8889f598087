package io.renwu.patience;

import java.time.Duration;

/**
 * How long a command waits for servers. The jobs do not use these times: they outlast an outage.
 * Long operations (a savepoint, a start) have times of their own and say what they wait for.
 *
 * @param connection until a connection is made
 * @param answer to one question
 * @param look for all questions that find out whether Kafka answers, or what a job does
 * @param certainty until a process is called silent, on a machine that may be busy
 * @param examination for all that {@code doctor} asks of one server, unless every entry is unpacked
 */
public record Patience(
    Duration connection, Duration answer, Duration look, Duration certainty, Duration examination) {
  /**
   * That of the command line: a wrong address is told within 10 s. The system property {@code
   * renwu.patience}, a whole number from 1, makes all of it so many times as long, for a machine or
   * a network that is slow.
   */
  public static final Patience OF_COMMANDS =
      new Patience(
              Duration.ofSeconds(3),
              Duration.ofSeconds(7),
              Duration.ofSeconds(8),
              Duration.ofSeconds(8),
              Duration.ofSeconds(15))
          .times(Math.max(1, Integer.getInteger("renwu.patience", 1)));

  /** How often a command says what it still waits for. */
  public static final Duration WORD = Duration.ofSeconds(3);

  private Patience times(int factor) {
    return new Patience(
        connection.multipliedBy(factor),
        answer.multipliedBy(factor),
        look.multipliedBy(factor),
        certainty.multipliedBy(factor),
        examination.multipliedBy(factor));
  }
}
