package io.renwu.job.config;

import io.renwu.connector.redis.streams.source.config.InitialRate;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;

/** What values of {@link Options} may be. */
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
    try {
      var unused = InitialRate.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static boolean isMemory(String text) {
    return text.toLowerCase(Locale.ROOT)
            .matches("(100|[0-9]{1,2})\\s*%|[0-9]{1,8}\\s*(b|kb|mb|gb)?")
        || text.matches("[0-9]{1,15}");
  }
}
