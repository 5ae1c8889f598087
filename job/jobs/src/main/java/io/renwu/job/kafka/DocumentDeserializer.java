package io.renwu.job.kafka;

import io.renwu.function.PublishedRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads every record on the topic of rules, with its place, its time and its headers. */
public final class DocumentDeserializer
    implements KafkaRecordDeserializationSchema<PublishedRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<PublishedRecord> out) {
    DocumentOrigin origin = DocumentOrigin.of(record.headers());
    out.collect(
        new PublishedRecord(
            record.offset(),
            record.timestamp(),
            record.key(),
            record.value(),
            origin.author(),
            origin.reason()));
  }

  @Override
  public TypeInformation<PublishedRecord> getProducedType() {
    return TypeInformation.of(PublishedRecord.class);
  }
}
