package io.renwu.job;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.function.BehaviorReader;
import io.renwu.function.RawRecord;
import io.renwu.function.TakenRecord;
import io.renwu.function.TakenRecordSerializer;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The behaviors that the queue holds, in the form that they had in Kafka. */
final class QueueBehaviors implements QueueDeserializer<TakenRecord> {
  private static final long serialVersionUID = 1L;

  private final BehaviorReader reader;

  QueueBehaviors(BehaviorReader reader) {
    this.reader = reader;
  }

  @Override
  public TakenRecord deserialize(QueueRecord record) {
    return reader.read(
        new RawRecord(
            record.stream().topic(),
            record.stream().partition(),
            record.offset(),
            record.receivedAtMillis(),
            record.value()));
  }

  /** A record that cannot be used has no time of its own and comes before all that have one. */
  @Override
  public long eventTimeMillis(TakenRecord taken) {
    return taken.event() == null ? Long.MIN_VALUE : taken.event().time().toEpochMilli();
  }

  @Override
  public TypeInformation<TakenRecord> getProducedType() {
    return TakenRecordSerializer.typeInformation();
  }
}
