package io.renwu.job.kafka;

import java.time.Duration;

/** Ends the reading of a topic if no more records arrive. Not thread-safe. */
final class ReadProgress {
  private final String what;
  private final Duration most;
  private Duration waited = Duration.ZERO;

  /**
   * Creates a progress check.
   *
   * @param what the name of what is read, for the message
   * @param most how long successive polls may return no record
   */
  ReadProgress(String what, Duration most) {
    this.what = what;
    this.most = most;
  }

  /**
   * Records a poll.
   *
   * @param took how long the poll took
   * @throws StalledException if nothing arrived for too long
   */
  void recordPoll(boolean progressed, Duration took) throws StalledException {
    waited = progressed ? Duration.ZERO : waited.plus(took);
    if (waited.compareTo(most) > 0) {
      throw new StalledException(what, most);
    }
  }
}
