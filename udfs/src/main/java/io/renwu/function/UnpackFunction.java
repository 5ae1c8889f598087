package io.renwu.function;

import io.renwu.model.Event;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Parts what was taken from the queue into events and dead letters. */
public final class UnpackFunction extends ProcessFunction<TakenRecord, Event> {
  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(TakenRecord taken, Context context, Collector<Event> out) {
    if (taken.event() != null) {
      out.collect(taken.event());
    } else {
      context.output(DeadLetters.TAG, taken.deadLetter());
    }
  }
}
