package io.renwu.function;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Splits the records of the queue into events and dead letters. */
public final class RecordSplitFunction extends ProcessFunction<QueuedRecord, QueuedEvent> {
  private static final long serialVersionUID = 1L;

  private final FailureCounter failures;

  public RecordSplitFunction(FailureCounter failures) {
    this.failures = failures;
  }

  @Override
  public void processElement(QueuedRecord queued, Context context, Collector<QueuedEvent> out) {
    if (queued.event() == null) {
      context.output(DeadLetters.TAG, queued.deadLetter());
      return;
    }
    try {
      out.collect(queued.event());
    } catch (Throwable failure) {
      failures.count(queued.event(), failure);
      throw failure;
    }
  }
}
