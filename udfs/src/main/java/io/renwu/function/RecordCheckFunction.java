package io.renwu.function;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes on usable records. Sends the others to {@link DeadLetters#TAG} and passes on a {@link
 * RawRecord.Kind#SKIP} in their place, so that the queue knows how far it was filled.
 *
 * <p>Whether a record is usable depends only on the record, so that a retry has the same result.
 * The exception is a timestamp ahead of the clock: such a record is passed on as a {@link
 * RefusedTimestamp}.
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
    OutputRecord deadLetter = reader.check(record);
    if (deadLetter != null) {
      deadLetters.inc();
      context.output(DeadLetters.TAG, deadLetter);
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
