package io.renwu.connector.redis.streams.testing;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/**
 * Takes elements with their timestamps; a reader has nothing else to say of streams without end.
 */
public abstract class TimestampedOutput<T> implements ReaderOutput<T> {
  @Override
  public final void collect(T element) {
    throw new AssertionError("an element without a timestamp: " + element);
  }

  @Override
  public final void emitWatermark(Watermark watermark) {
    throw new AssertionError("a watermark of the reader's own");
  }

  @Override
  public final void markIdle() {
    throw new AssertionError("idleness of the reader's own");
  }

  @Override
  public final void markActive() {
    throw new AssertionError("activity of the reader's own");
  }

  @Override
  public final SourceOutput<T> createOutputForSplit(String splitId) {
    return this;
  }

  @Override
  public final void releaseOutputForSplit(String splitId) {
    throw new AssertionError("streams that are followed for good do not end: " + splitId);
  }
}
