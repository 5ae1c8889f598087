package io.renwu.function;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Parts what was taken from the queue into events and dead letters. */
public final class RecordSplitFunction extends ProcessFunction<QueuedRecord, QueuedEvent> {
  private static final long serialVersionUID = 1L;

  private final FailureCounter failures;

  public RecordSplitFunction(FailureCounter failures) {
    this.failures = failures;
  }

  @Override
  public void processElement(QueuedRecord taken, Context context, Collector<QueuedEvent> out) {
    if (taken.event() == null) {
      context.output(DeadLetters.TAG, taken.deadLetter());
      return;
    }
    try {
      out.collect(taken.event());
    } catch (Throwable failure) {
      failures.count(taken.event(), failure);
      throw failure;
    }
  }
}
