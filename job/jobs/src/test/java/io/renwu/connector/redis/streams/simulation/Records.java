package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Returns records unchanged; their event time is their receipt. */
final class Records implements QueueDeserializer<QueueRecord> {
  private static final long serialVersionUID = 1;

  @Override
  public QueueRecord deserialize(QueueRecord record) {
    return record;
  }

  @Override
  public long eventTimeMillis(QueueRecord element) {
    return element.receivedAtMillis();
  }

  @Override
  public TypeInformation<QueueRecord> getProducedType() {
    return TypeInformation.of(QueueRecord.class);
  }
}
