package io.renwu.timeout;

import java.time.Duration;
import java.util.function.Predicate;
import org.apache.flink.api.common.time.Deadline;

/** Polls until a condition holds. */
public final class Await {
  private static final long POLL_MILLIS = 50;

  /**
   * Reads the value. A checked exception means "not yet" and is reported on timeout; an unchecked
   * one ends the wait.
   */
  @FunctionalInterface
  public interface Probe<T> {
    T read() throws Exception;
  }

  private Await() {}

  /**
   * Returns the first value of the probe that satisfies the condition.
   *
   * @param what the awaited condition, for messages: "topic x to exist"
   * @throws ServerException on timeout, with the last value read, or if the thread is interrupted;
   *     its interrupt flag stays set
   */
  public static <T> T until(
      String what, Duration atMost, Probe<? extends T> probe, Predicate<? super T> condition) {
    Deadline deadline = Deadline.fromNow(atMost);
    while (true) {
      Object seen;
      Exception failure = null;
      try {
        T value = probe.read();
        if (condition.test(value)) {
          return value;
        }
        seen = value;
      } catch (RuntimeException e) {
        throw e;
      } catch (InterruptedException e) {
        throw interrupted(what, e);
      } catch (Exception e) {
        seen = e;
        failure = e;
      }
      if (deadline.isOverdue()) {
        throw new ServerException(
            "waited " + atMost.toMillis() + " ms for " + what + "; last seen: " + seen, failure);
      }
      pause(what);
    }
  }

  /** Waits until the probe returns true; fails like {@link #until}. */
  public static void untilTrue(String what, Duration atMost, Probe<Boolean> probe) {
    until(what, atMost, probe, Boolean.TRUE::equals);
  }

  /**
   * Sleeps for the time between two probes.
   *
   * @throws ServerException if the thread is interrupted; its interrupt flag stays set
   */
  public static void pause(String what) {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      throw interrupted(what, e);
    }
  }

  private static ServerException interrupted(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new ServerException("interrupted while waiting for " + what, cause);
  }
}
