package io.renwu.bench.engine;

import io.renwu.function.OutputRecord;
import io.renwu.function.OutputRecord.Output;
import io.renwu.function.TakenEvent;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * What any function does that keeps something of each user: one read of its state, one write, and
 * an output.
 */
final class PlainFunction extends KeyedProcessFunction<String, TakenEvent, OutputRecord> {
  private static final long serialVersionUID = 1L;

  private final int valueBytes;
  private final int outputs;

  private transient ValueState<byte[]> user;
  private transient byte[] output;

  /**
   * @param valueBytes of each user
   */
  PlainFunction(int valueBytes, int outputs) {
    this.valueBytes = valueBytes;
    this.outputs = outputs;
  }

  @Override
  public void open(OpenContext context) {
    user =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "user", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    output = new byte[0];
  }

  @Override
  public void processElement(TakenEvent taken, Context context, Collector<OutputRecord> out)
      throws Exception {
    byte[] known = user.value();
    byte[] next = known == null ? new byte[valueBytes] : known;
    next[0]++;
    user.update(next);
    byte[] key = taken.event().userId().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < outputs; i++) {
      out.collect(new OutputRecord(Output.PROGRESS, key, output));
    }
  }
}
