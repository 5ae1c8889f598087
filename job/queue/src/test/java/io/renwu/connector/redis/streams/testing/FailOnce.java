package io.renwu.connector.redis.streams.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.MapFunction;

/** Passes elements on; the first of its tasks that has seen so many fails, once. */
public final class FailOnce<T> implements MapFunction<T, T> {
  private static final long serialVersionUID = 1;
  private static final Map<String, Integer> FAILURES = new ConcurrentHashMap<>();

  private final String name;
  private final long after;
  private transient long seen;

  public FailOnce(String name, long after) {
    this.name = name;
    this.after = after;
  }

  /** How often the function of that name failed. */
  public static int failures(String name) {
    return FAILURES.getOrDefault(name, 0);
  }

  @Override
  public T map(T element) {
    seen++;
    if (seen > after && FAILURES.putIfAbsent(name, 1) == null) {
      throw new IllegalStateException("told to fail: " + name);
    }
    return element;
  }
}
