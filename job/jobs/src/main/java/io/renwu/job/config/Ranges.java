package io.renwu.job.config;

import io.renwu.connector.redis.streams.source.config.InitialRate;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/** The valid ranges of {@link Options}. */
final class Ranges {
  private Ranges() {}

  static Predicate<Integer> between(int least, int most) {
    return value -> value >= least && value <= most;
  }

  static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  static boolean isMemoryHorizon(Duration duration) {
    return isPositive(duration) && duration.toDays() <= 3660;
  }

  static boolean isInitialRate(String text) {
    return isRead(text, InitialRate::parse);
  }

  private static boolean isRead(String text, Function<String, ?> parser) {
    try {
      var unused = parser.apply(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static boolean isMemory(String text) {
    return isRead(text, MemoryBound::parse);
  }
}
