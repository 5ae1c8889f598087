package io.renwu.function;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes on the records that can be used. The others go to {@link DeadLetters#TAG}; that they have
 * no place in the queue is passed on instead, so that the queue knows how far it was filled.
 *
 * <p>Whether a record can be used depends on the record alone, so that a second attempt at it ends
 * as the first one did. A timestamp ahead of the clock is another matter: such a record is passed
 * on as a {@link RefusedTimestamp}.
 */
public final class RecordCheckFunction extends ProcessFunction<RawRecord, RawRecord> {
  private static final long serialVersionUID = 1L;

  private final BehaviorReader reader;
  private transient Counter deadLetters;
  private transient Counter timestampsAhead;

  public RecordCheckFunction(BehaviorReader reader) {
    this.reader = reader;
  }

  @Override
  public void open(OpenContext context) {
    deadLetters = getRuntimeContext().getMetricGroup().counter("deadLetters");
    timestampsAhead = getRuntimeContext().getMetricGroup().counter("timestampsAhead");
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<RawRecord> out) {
    if (record.kind() != RawRecord.Kind.RECORD) {
      out.collect(record);
      return;
    }
    ReadRecord read = reader.read(record);
    if (read.event() == null) {
      deadLetters.inc();
      context.output(DeadLetters.TAG, read.deadLetter());
      out.collect(RawRecord.skip(record.topic(), record.partition(), record.offset()));
      return;
    }
    long clockMillis = context.timerService().currentProcessingTime();
    RefusedTimestamp refused = RefusedTimestamp.check(record, clockMillis, reader.maxAhead());
    if (refused != null) {
      deadLetters.inc();
      timestampsAhead.inc();
    }
    out.collect(refused == null ? record : refused.toQueueRecord());
  }
}
