package io.renwu.connector.redis.streams.source.reader;

import io.renwu.connector.redis.streams.testing.TimestampedOutput;
import java.util.ArrayList;
import java.util.List;

/** Collects what a reader emits. */
final class CollectingOutput<T> extends TimestampedOutput<T> {
  final List<T> elements = new ArrayList<>();
  final List<Long> timestamps = new ArrayList<>();

  @Override
  public void collect(T element, long timestamp) {
    elements.add(element);
    timestamps.add(timestamp);
  }
}
