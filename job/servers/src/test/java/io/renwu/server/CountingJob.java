package io.renwu.server;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Counts a thousand numbers a second, endlessly, in keyed state. Arguments: {@code --config FILE},
 * where the file's name is the job's; others are ignored. Its source has the uid of the collector's
 * source, which identifies the collector's checkpoints.
 */
public final class CountingJob {
  private static final long MILLISECOND_NANOS = 1_000_000;

  private CountingJob() {}

  public static void main(String[] arguments) throws Exception {
    define(
        StreamExecutionEnvironment.getExecutionEnvironment(),
        Path.of(arguments[1]).getFileName().toString());
  }

  static JobClient define(StreamExecutionEnvironment env, String name) throws Exception {
    env.fromSequence(0, Long.MAX_VALUE)
        .uid("behaviors")
        .map(
            number -> {
              LockSupport.parkNanos(MILLISECOND_NANOS);
              return number % 10;
            })
        .returns(Types.LONG)
        .keyBy(number -> number)
        .map(new Count())
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync(name);
  }

  private static final class Count extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> count;

    @Override
    public void open(OpenContext context) {
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public Long map(Long number) throws Exception {
      Long before = count.value();
      long after = before == null ? 1 : before + 1;
      count.update(after);
      return after;
    }
  }
}
