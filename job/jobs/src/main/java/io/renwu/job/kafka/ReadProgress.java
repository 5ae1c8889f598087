package io.renwu.job.kafka;

import java.time.Duration;

/** Ends a reading to a topic's end that gets nothing more. For one thread. */
final class ReadProgress {
  private final String what;
  private final Duration most;
  private Duration waited = Duration.ZERO;

  /**
   * Begins.
   *
   * @param what is read, for the message
   * @param most that polls without a record may take one after the other
   */
  ReadProgress(String what, Duration most) {
    this.what = what;
    this.most = most;
  }

  /**
   * Takes how a poll went.
   *
   * @param took how long
   * @throws StalledException where nothing came for too long
   */
  void polled(boolean progressed, Duration took) throws StalledException {
    waited = progressed ? Duration.ZERO : waited.plus(took);
    if (waited.compareTo(most) > 0) {
      throw new StalledException(what, most);
    }
  }
}
