package io.renwu.bench.engine;

import io.renwu.function.OutputRecord;
import io.renwu.function.OutputRecord.Output;
import io.renwu.function.QueuedEvent;
import io.renwu.function.RuleUpdate;
import io.renwu.function.UserEventFunction;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.util.Collector;

/**
 * Does the least that a function with state per user does: one read, one write, and its outputs. It
 * knows no task.
 */
final class PlainFunction extends UserEventFunction {
  private static final long serialVersionUID = 1L;

  private final int valueBytes;
  private final int outputs;
  private final int outputBytes;

  private transient ValueState<byte[]> user;

  /**
   * @param valueBytes of each user's state
   * @param outputs of each event
   */
  PlainFunction(int valueBytes, int outputs, int outputBytes) {
    this.valueBytes = valueBytes;
    this.outputs = outputs;
    this.outputBytes = outputBytes;
  }

  /** The function that stores and sends as many bytes as the task function for these tasks. */
  static PlainFunction like(GeneratedTasks set) {
    EngineRun run = EngineRun.ofOneEvent(set);
    return new PlainFunction(run.storedBytes(0), set.matching(), run.progressBytes());
  }

  @Override
  public void open(OpenContext context) {
    user =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "user", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(
      QueuedEvent queued, ReadOnlyContext context, Collector<OutputRecord> out) throws Exception {
    byte[] known = user.value();
    byte[] next = known == null ? new byte[valueBytes] : known;
    next[0]++;
    user.update(next);
    byte[] key = queued.event().userId().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < outputs; i++) {
      out.collect(new OutputRecord(Output.PROGRESS, key, new byte[outputBytes]));
    }
  }

  @Override
  public void processBroadcastElement(
      RuleUpdate update, Context context, Collector<OutputRecord> out) {}

  @Override
  public void emitHeld(Collector<OutputRecord> out) {
    // Nothing is held back.
  }
}
