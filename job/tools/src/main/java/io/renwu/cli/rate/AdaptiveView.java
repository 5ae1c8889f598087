package io.renwu.cli.rate;

import io.renwu.connector.redis.streams.control.AdaptiveDocument;
import io.renwu.connector.redis.streams.control.RateReport.Adapted;
import io.renwu.limit.AdaptiveRate.Phase;

/** Formats the adaptive rate, which follows the downstream lag. */
final class AdaptiveView {
  private AdaptiveView() {}

  /** The settings, in a few words. */
  static String summary(AdaptiveDocument adaptive) {
    String text =
        "adaptive "
            + RateText.number(adaptive.floor())
            + " to "
            + RateText.number(adaptive.ceiling())
            + " by "
            + adaptive.signal()
            + " up to "
            + RateText.number(adaptive.maxLag());
    return adaptive.everySeconds() == null
        ? text
        : text + " every " + adaptive.everySeconds() + " s";
  }

  /** The rate now, and why. */
  static String line(Adapted adapted) {
    StringBuilder line =
        new StringBuilder("adaptive: ")
            .append(RateText.number(adapted.perSecond()))
            .append(" records/s, ")
            .append(why(adapted.course()));
    if (adapted.lag() != null) {
      line.append("; ")
          .append(adapted.signal())
          .append(" had a lag of ")
          .append(RateText.number(adapted.lag()))
          .append(" at ")
          .append(adapted.readAt());
    }
    if (adapted.problem() != null) {
      line.append("; the lag cannot be read: ").append(adapted.problem());
    }
    return line.toString();
  }

  private static String why(Phase course) {
    return switch (course) {
      case UNKNOWN -> "the floor, because the lag has not been read yet";
      case AHEAD -> "not behind";
      case BEHIND -> "behind";
      case FAR_BEHIND -> "far behind";
      case HOLDING -> "unchanged, because the lag cannot be read";
      case BLIND -> "falling to the floor, because the lag cannot be read";
    };
  }
}
