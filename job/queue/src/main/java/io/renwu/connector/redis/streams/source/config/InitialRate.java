package io.renwu.connector.redis.streams.source.config;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The rate of a queue until rules are set for it.
 *
 * @param perSecond records a second over all readers, 0 or more; null = unlimited
 * @param paused whether nothing is read, at any rate
 */
public record InitialRate(@Nullable Double perSecond, boolean paused) implements Serializable {
  private static final long serialVersionUID = 1;

  /** As fast as the readers can. */
  public static final InitialRate UNLIMITED = new InitialRate(null, false);

  public InitialRate {
    if (perSecond != null && !(perSecond >= 0 && perSecond < Double.MAX_VALUE)) {
      throw new IllegalArgumentException("found the rate " + perSecond + ", expected 0 or more");
    }
  }

  /**
   * Reads {@code unlimited}, {@code paused}, or records a second.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static InitialRate parse(String text) {
    return switch (text) {
      case "unlimited" -> UNLIMITED;
      case "paused" -> new InitialRate(null, true);
      default -> new InitialRate(Double.valueOf(text), false);
    };
  }
}
