package io.renwu.connector.redis.streams.source.reader;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Keeps what a reader emits. */
final class CollectingOutput<T> implements ReaderOutput<T> {
  final List<T> elements = new ArrayList<>();
  final List<Long> timestamps = new ArrayList<>();

  @Override
  public void collect(T element) {
    throw new AssertionError("an element without a timestamp: " + element);
  }

  @Override
  public void collect(T element, long timestamp) {
    elements.add(element);
    timestamps.add(timestamp);
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    throw new AssertionError("a watermark of the reader's own");
  }

  @Override
  public void markIdle() {
    throw new AssertionError("idleness of the reader's own");
  }

  @Override
  public void markActive() {
    throw new AssertionError("activity of the reader's own");
  }

  @Override
  public SourceOutput<T> createOutputForSplit(String splitId) {
    return this;
  }

  @Override
  public void releaseOutputForSplit(String splitId) {
    throw new AssertionError("streams do not end: " + splitId);
  }
}
