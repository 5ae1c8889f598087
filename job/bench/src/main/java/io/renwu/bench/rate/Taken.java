package io.renwu.bench.rate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Records that the jobs of this JVM have taken, by topic. */
final class Taken {
  private static final Map<String, AtomicLong> COUNTS = new ConcurrentHashMap<>();

  private Taken() {}

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
