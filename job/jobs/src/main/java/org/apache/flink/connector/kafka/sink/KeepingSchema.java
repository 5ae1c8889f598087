package org.apache.flink.connector.kafka.sink;

import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serializes records and keeps those of some topics until {@link #take}. */
final class KeepingSchema<T>
    implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(KeepingSchema.class);

  /**
   * The maximum size of what is kept of one transaction. It bounds the memory, and what it adds to
   * a checkpoint.
   */
  static final long MAX_BYTES = 64L << 20;

  private final KafkaRecordSerializationSchema<T> schema;
  private final Set<String> topics;
  private transient @Nullable KeptRecords kept;
  private transient boolean tooMany;

  /**
   * @param topics whose records are kept
   */
  KeepingSchema(KafkaRecordSerializationSchema<T> schema, Set<String> topics) {
    this.schema = schema;
    this.topics = topics;
  }

  /** What was kept since the last call; null if it was too much, or no topic is kept. */
  @Nullable KeptRecords take() {
    KeptRecords taken = kept == null ? new KeptRecords() : kept;
    boolean complete = !tooMany && !topics.isEmpty();
    kept = null;
    tooMany = false;
    return complete ? taken : null;
  }

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext)
      throws Exception {
    schema.open(context, sinkContext);
  }

  @Override
  public @Nullable ProducerRecord<byte[], byte[]> serialize(
      T element, KafkaSinkContext context, Long timestamp) {
    ProducerRecord<byte[], byte[]> record = schema.serialize(element, context, timestamp);
    if (record != null && topics.contains(record.topic()) && !tooMany) {
      keep(record);
    }
    return record;
  }

  private void keep(ProducerRecord<byte[], byte[]> record) {
    if (kept == null) {
      kept = new KeptRecords();
    }
    kept.add(record);
    if (kept.bytes() > MAX_BYTES) {
      tooMany = true;
      kept = null;
      LOG.warn(
          "a transaction has more than {} bytes of {}: should it expire before it is committed, its"
              + " records must be replayed. Make the checkpoint interval shorter",
          MAX_BYTES,
          topics);
    }
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return schema instanceof KafkaDatasetFacetProvider provider
        ? provider.getKafkaDatasetFacet()
        : Optional.empty();
  }
}
