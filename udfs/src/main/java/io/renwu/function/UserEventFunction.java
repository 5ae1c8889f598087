package io.renwu.function;

import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Processes the events of each user. May hold back records until {@link #emitHeld} is called. */
public abstract class UserEventFunction
    extends KeyedBroadcastProcessFunction<String, QueuedEvent, RuleUpdate, OutputRecord> {
  private static final long serialVersionUID = 1L;

  /**
   * Emits all records that are held back. Called before each checkpoint barrier and at the end of
   * the input, without a current key.
   */
  public abstract void emitHeld(Collector<OutputRecord> out);
}
