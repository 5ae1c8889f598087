package io.renwu.connector.redis.streams.testing;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Records as their bytes, all of one event time. */
public final class Bytes implements QueueDeserializer<byte[]> {
  private static final long serialVersionUID = 1;

  @Override
  public byte[] deserialize(QueueRecord record) {
    return record.value();
  }

  @Override
  public long eventTimeMillis(byte[] element) {
    return 0;
  }

  @Override
  public TypeInformation<byte[]> getProducedType() {
    return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
  }
}
