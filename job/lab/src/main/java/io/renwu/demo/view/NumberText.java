package io.renwu.demo.view;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Formats numbers for people. */
final class NumberText {
  private static final String BARS = "▁▂▃▄▅▆▇█";

  private NumberText() {}

  static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String perSecond(double rate) {
    return rate > 0 && rate < 10
        ? String.format(Locale.ROOT, "%.1f", rate)
        : whole(Math.round(rate));
  }

  /** Minutes and seconds: {@code 01:07}. */
  static String clock(Duration duration) {
    long seconds = duration.toSeconds();
    return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
  }

  /** The last values as bars; the highest bar is the highest value, a space is zero. */
  static String spark(List<Long> values, int columns) {
    List<Long> last = values.subList(Math.max(0, values.size() - columns), values.size());
    long top = Math.max(1, last.stream().mapToLong(Long::longValue).max().orElse(1));
    StringBuilder spark = new StringBuilder();
    for (long value : last) {
      int level = (int) ((value * BARS.length() + top - 1) / top);
      spark.append(value == 0 ? ' ' : BARS.charAt(level - 1));
    }
    return spark.toString();
  }
}
