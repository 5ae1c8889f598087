package io.renwu.bench.rate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the records that the jobs of this JVM have read, by topic. */
final class ReadCounts {
  private static final Map<String, AtomicLong> COUNTS = new ConcurrentHashMap<>();

  private ReadCounts() {}

  static void add(String topic) {
    COUNTS.computeIfAbsent(topic, key -> new AtomicLong()).incrementAndGet();
  }

  static long of(String topic) {
    AtomicLong count = COUNTS.get(topic);
    return count == null ? 0 : count.get();
  }

  static long all() {
    return COUNTS.values().stream().mapToLong(AtomicLong::get).sum();
  }

  static void clear() {
    COUNTS.clear();
  }
}
