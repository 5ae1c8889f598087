package io.renwu.job;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.RecordFailures;
import io.renwu.connector.redis.streams.source.config.PoisonPolicy;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.function.BehaviorReader;
import io.renwu.function.QueuedEvent;
import io.renwu.function.QueuedRecord;
import io.renwu.function.QueuedRecordSerializer;
import io.renwu.function.RawRecord;
import io.renwu.function.ReadRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Reads behaviors from the queue, in the form that they had in Kafka. */
final class QueueBehaviors
    implements QueueDeserializer<QueuedRecord>, PoisonPolicy.Replacement<QueuedRecord> {
  private static final long serialVersionUID = 1L;

  private final BehaviorReader reader;

  QueueBehaviors(BehaviorReader reader) {
    this.reader = reader;
  }

  /** The source does not call this one. */
  @Override
  public QueuedRecord deserialize(QueueRecord record) {
    return deserialize(record, StreamPosition.START);
  }

  @Override
  public QueuedRecord deserialize(QueueRecord record, long position) {
    ReadRecord read = reader.readQueued(raw(record));
    return read.event() == null
        ? new QueuedRecord(null, read.deadLetter())
        : new QueuedRecord(
            new QueuedEvent(read.event(), record.stream().partition(), position), null);
  }

  @Override
  public QueuedRecord replace(QueueRecord record, RecordFailures failures) {
    String detail =
        "failed "
            + failures.count()
            + " times, last at "
            + failures.lastAt()
            + ": "
            + failures.cause();
    return new QueuedRecord(null, BehaviorReader.poison(raw(record), detail));
  }

  private static RawRecord raw(QueueRecord record) {
    return new RawRecord(
        record.stream().topic(),
        record.stream().partition(),
        record.offset(),
        record.receivedAtMillis(),
        record.value());
  }

  /** An unusable record has no event time and sorts before all others. */
  @Override
  public long eventTimeMillis(QueuedRecord record) {
    QueuedEvent queued = record.event();
    return queued == null ? Long.MIN_VALUE : queued.event().time().toEpochMilli();
  }

  @Override
  public TypeInformation<QueuedRecord> getProducedType() {
    return QueuedRecordSerializer.typeInformation();
  }
}
