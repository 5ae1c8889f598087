package io.renwu.chaos.input;

import io.renwu.job.kafka.KafkaAccess;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** A plain Kafka producer that sends records one at a time, without checking them. */
final class BareProducer implements AutoCloseable {
  private static final int MOST_BYTES = 4 << 20;

  /** The errors with which a broker refuses a record. */
  private static final Set<Class<? extends Exception>> REFUSALS =
      Set.of(
          RecordTooLargeException.class,
          InvalidTimestampException.class,
          InvalidRecordException.class);

  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * @param client of the Kafka cluster
   */
  BareProducer(KafkaAccess client) throws IOException {
    String bytes = Integer.toString(MOST_BYTES);
    this.producer = client.with(Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, bytes)).producer();
  }

  /**
   * Sends a record.
   *
   * @return where it was written; empty if the broker refuses it
   */
  Optional<RecordMetadata> send(ProducerRecord<byte[], byte[]> record)
      throws InterruptedException, ExecutionException {
    try {
      return Optional.of(producer.send(record).get());
    } catch (ExecutionException e) {
      if (e.getCause() != null && REFUSALS.contains(e.getCause().getClass())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
