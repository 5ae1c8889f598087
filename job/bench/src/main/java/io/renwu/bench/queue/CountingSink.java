package io.renwu.bench.queue;

import io.renwu.function.RawRecord;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.jspecify.annotations.Nullable;

/** Forwards to another sink or discards, and counts in this JVM. */
final class CountingSink implements Sink<RawRecord> {
  private static final long serialVersionUID = 1L;

  /** Elements of the running job; written by one task thread, read by any. */
  static final AtomicLong COUNT = new AtomicLong();

  private final @Nullable Sink<RawRecord> sink;

  private CountingSink(@Nullable Sink<RawRecord> sink) {
    this.sink = sink;
  }

  static CountingSink discarding() {
    return new CountingSink(null);
  }

  static CountingSink of(Sink<RawRecord> sink) {
    return new CountingSink(sink);
  }

  @Override
  public SinkWriter<RawRecord> createWriter(WriterInitContext context) throws IOException {
    return new CountingWriter(sink == null ? new Discarding() : sink.createWriter(context));
  }

  /** The compiler warns because the interface's close may throw any exception. */
  @SuppressWarnings("try")
  private record CountingWriter(SinkWriter<RawRecord> writer) implements SinkWriter<RawRecord> {
    @Override
    public void write(RawRecord element, Context context) throws IOException, InterruptedException {
      writer.write(element, context);
      COUNT.lazySet(COUNT.get() + 1);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
      writer.flush(endOfInput);
    }

    @Override
    public void close() throws Exception {
      writer.close();
    }
  }

  private static final class Discarding implements SinkWriter<RawRecord> {
    @Override
    public void write(RawRecord element, Context context) {}

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
