package io.renwu.connector.redis.streams.metrics;

import io.renwu.connector.redis.streams.transport.RedisStreamsException.Reason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/**
 * Counts failed commands that are retried, by reason: {@code failuresNoAnswer}, {@code
 * failuresFull} and so on, one for each {@link Reason}. Thread-safe.
 */
public final class FailureCounters {
  private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

  /** Registers a counter for every reason. */
  public FailureCounters(MetricGroup group) {
    for (Reason reason : Reason.values()) {
      counters.put(reason, group.counter(nameOf(reason), new ThreadSafeSimpleCounter()));
    }
  }

  private static String nameOf(Reason reason) {
    StringBuilder name = new StringBuilder("failures");
    for (String word : reason.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }

  /** Counts a failed command. */
  public void count(Reason reason) {
    Objects.requireNonNull(counters.get(reason), "every reason has a counter").inc();
  }
}
