package io.renwu.job;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.function.PublishedRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Reads published documents from a queue instead of their topic. */
public final class QueuedDocuments implements QueueDeserializer<PublishedRecord> {
  private static final long serialVersionUID = 1;

  @Override
  public PublishedRecord deserialize(QueueRecord record) {
    return new PublishedRecord(
        record.offset(), record.receivedAtMillis(), null, record.value(), null, null);
  }

  @Override
  public long eventTimeMillis(PublishedRecord document) {
    return 0;
  }

  @Override
  public TypeInformation<PublishedRecord> getProducedType() {
    return TypeInformation.of(PublishedRecord.class);
  }
}
