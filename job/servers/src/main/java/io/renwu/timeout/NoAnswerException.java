package io.renwu.timeout;

import java.io.IOException;
import java.time.Duration;

/** A server did not answer in time. */
public final class NoAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  NoAnswerException(String what, Duration limit) {
    super(what + " did not answer within " + inSeconds(limit) + " s");
  }

  private static String inSeconds(Duration time) {
    return time.toMillis() % 1_000 == 0
        ? Long.toString(time.toSeconds())
        : Double.toString(time.toMillis() / 1e3);
  }
}
