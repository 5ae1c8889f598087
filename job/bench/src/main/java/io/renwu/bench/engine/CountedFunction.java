package io.renwu.bench.engine;

import io.renwu.function.OutputRecord;
import io.renwu.function.QueuedEvent;
import io.renwu.function.RuleUpdate;
import io.renwu.function.UserEventFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.util.Collector;

/** Wraps a function and counts its events. */
final class CountedFunction extends UserEventFunction {
  private static final long serialVersionUID = 1L;

  private final UserEventFunction function;
  private final Valve valve;

  private transient Valve.Exit exit;

  CountedFunction(UserEventFunction function, Valve valve) {
    this.function = function;
    this.valve = valve;
  }

  @Override
  public void setRuntimeContext(RuntimeContext context) {
    super.setRuntimeContext(context);
    function.setRuntimeContext(context);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    function.open(context);
    exit = valve.exit();
  }

  @Override
  public void processElement(
      QueuedEvent queued, ReadOnlyContext context, Collector<OutputRecord> out) throws Exception {
    function.processElement(queued, context, out);
    exit.count();
  }

  @Override
  public void processBroadcastElement(
      RuleUpdate update, Context context, Collector<OutputRecord> out) throws Exception {
    function.processBroadcastElement(update, context, out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OutputRecord> out)
      throws Exception {
    function.onTimer(timestamp, context, out);
  }

  @Override
  public void emitHeld(Collector<OutputRecord> out) {
    function.emitHeld(out);
  }

  @Override
  public void close() throws Exception {
    function.close();
  }
}
