package io.renwu.connector.redis.streams.testing;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.functions.MapFunction;

/** Passes elements on and keeps them for the test, under a name, also those of failed attempts. */
public final class Seen<T> implements MapFunction<T, T> {
  private static final long serialVersionUID = 1;
  private static final Map<String, Queue<Object>> ELEMENTS = new ConcurrentHashMap<>();

  private final String name;

  public Seen(String name) {
    this.name = name;
  }

  /** What the functions of that name have seen up to now. */
  public static List<Object> elements(String name) {
    return List.copyOf(queue(name));
  }

  /** How much that is. */
  public static int count(String name) {
    return queue(name).size();
  }

  private static Queue<Object> queue(String name) {
    return ELEMENTS.computeIfAbsent(name, key -> new ConcurrentLinkedQueue<>());
  }

  @Override
  public T map(T element) {
    queue(name).add(element);
    return element;
  }
}
