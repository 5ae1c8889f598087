package org.apache.flink.connector.kafka.sink;

import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.jspecify.annotations.Nullable;

/** A transaction to commit, with those of its records that are written again if it is lost. */
final class KeptCommittable extends KafkaCommittable {
  private final KeptRecords kept;

  private KeptCommittable(
      KafkaCommittable committable,
      @Nullable FlinkKafkaInternalProducer<?, ?> producer,
      KeptRecords kept) {
    super(
        committable.getProducerId(),
        committable.getEpoch(),
        committable.getTransactionalId(),
        producer);
    this.kept = kept;
  }

  static KeptCommittable of(KafkaCommittable committable, KeptRecords kept) {
    return new KeptCommittable(committable, committable.getProducer().orElse(null), kept);
  }

  /** The kept records of a transaction; null if it has none, or too many were written. */
  static @Nullable KeptRecords kept(KafkaCommittable committable) {
    return committable instanceof KeptCommittable with ? with.kept : null;
  }
}
