package io.renwu.job;

import io.renwu.function.BehaviorReader;
import io.renwu.function.DeadLetters;
import io.renwu.function.OutputRecord;
import io.renwu.function.RawRecord;
import io.renwu.function.RecordCheckFunction;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The collector's stages.
 *
 * <pre>
 * behaviors ─► check ─► queue-sink
 *                └────► dead-letter-sink
 * </pre>
 *
 * <p>All stages have the same parallelism and form one chain, so that the records of one partition
 * reach one writer in their order: a stream of the queue has one producer.
 */
public final class CollectorTopology {
  private CollectorTopology() {}

  /** Adds the stages to the environment. */
  public static void build(
      StreamExecutionEnvironment env,
      Source<RawRecord, ?, ?> behaviors,
      BehaviorReader reader,
      Sink<RawRecord> queue,
      Sink<OutputRecord> deadLetters) {
    SingleOutputStreamOperator<RawRecord> checked =
        env.fromSource(behaviors, WatermarkStrategy.noWatermarks(), OperatorIds.BEHAVIORS)
            .uid(OperatorIds.BEHAVIORS)
            .process(new RecordCheckFunction(reader))
            .name(OperatorIds.CHECK)
            .uid(OperatorIds.CHECK);
    checked.sinkTo(queue).name(OperatorIds.QUEUE_SINK).uid(OperatorIds.QUEUE_SINK);
    checked
        .getSideOutput(DeadLetters.TAG)
        .sinkTo(deadLetters)
        .name(OperatorIds.DEAD_LETTER_SINK)
        .uid(OperatorIds.DEAD_LETTER_SINK);
  }
}
