package io.renwu.job.config;

import io.renwu.connector.redis.streams.client.ServerInfo;
import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory the queue's server may use.
 *
 * @param bytes of memory; 0 = a share, or no bound
 * @param percent of the server's {@code maxmemory}, if it has one; 0 = bytes, or no bound
 */
public record MemoryBound(long bytes, int percent) implements Serializable {
  /** No bound. */
  public static final MemoryBound NONE = new MemoryBound(0, 0);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,15})\\s*(%|b|kb|mb|gb)?");

  /**
   * Reads {@code 0}, bytes ({@code 2000000}, {@code 2gb}) or a share ({@code 90%}).
   *
   * @throws IllegalArgumentException for any other text
   */
  public static MemoryBound parse(String text) {
    Matcher m = TEXT.matcher(text.toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw new IllegalArgumentException("not an amount of memory: " + text);
    }
    long number = Long.parseLong(m.group(1));
    String unit = Objects.requireNonNullElse(m.group(2), "b");
    boolean isShare = unit.equals("%");
    int shift = isShare ? 0 : shift(unit);
    if (number > (isShare ? 100 : Long.MAX_VALUE >> shift)) {
      throw new IllegalArgumentException("too much memory: " + text);
    }
    return isShare ? new MemoryBound(0, (int) number) : new MemoryBound(number << shift, 0);
  }

  /** The binary logarithm of a unit's bytes. */
  private static int shift(String unit) {
    return switch (unit) {
      case "b" -> 0;
      case "kb" -> 10;
      case "mb" -> 20;
      case "gb" -> 30;
      default -> throw new IllegalArgumentException("not a unit of memory: " + unit);
    };
  }

  public boolean isNone() {
    return bytes == 0 && percent == 0;
  }

  /** Whether a server's used memory has reached the bound. */
  public boolean isReached(ServerInfo server) {
    long bound = bytes > 0 ? bytes : server.maxMemoryBytes() / 100 * percent;
    return bound > 0 && server.usedMemoryBytes() >= bound;
  }
}
