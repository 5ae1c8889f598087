package io.renwu.function;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes on the records that can be used. The others go to {@link DeadLetters#TAG}; that they have
 * no place in the queue is passed on instead, so that the queue knows how far it was filled.
 */
public final class CheckFunction extends ProcessFunction<RawRecord, RawRecord> {
  private static final long serialVersionUID = 1L;

  private final BehaviorReader reader;
  private transient Counter deadLetters;

  public CheckFunction(BehaviorReader reader) {
    this.reader = reader;
  }

  @Override
  public void open(OpenContext context) {
    deadLetters = getRuntimeContext().getMetricGroup().counter("deadLetters");
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<RawRecord> out) {
    if (record.kind() != RawRecord.Kind.RECORD) {
      out.collect(record);
      return;
    }
    ReadRecord read = reader.read(record);
    if (read.event() != null) {
      out.collect(record);
    } else {
      deadLetters.inc();
      context.output(DeadLetters.TAG, read.deadLetter());
      out.collect(RawRecord.skip(record.topic(), record.partition(), record.offset()));
    }
  }
}
