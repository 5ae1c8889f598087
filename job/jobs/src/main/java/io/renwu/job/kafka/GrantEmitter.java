package io.renwu.job.kafka;

import io.renwu.function.OutputRecord;
import io.renwu.function.OutputRecord.Output;
import io.renwu.model.Grant;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Writes grants to their topic in the form that the task job uses, all in one transaction. Of
 * several emitters of one system only the one opened last can commit. Not thread-safe.
 */
public final class GrantEmitter implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(10);

  private final KafkaProducer<byte[], byte[]> producer;
  private final OutputTopics serializer;
  private volatile @Nullable Exception failure;
  private long sent;

  private GrantEmitter(KafkaProducer<byte[], byte[]> producer, OutputTopics serializer) {
    this.producer = producer;
    this.serializer = serializer;
  }

  /**
   * Connects, and aborts the open transactions of earlier emitters.
   *
   * @param idPrefix the prefix of the system's transactional ids
   * @param timeout after which Kafka aborts an open transaction
   * @param maxRecordBytes the size limit of records; larger ones are shortened
   * @throws IOException where Kafka does not answer
   */
  public static GrantEmitter open(
      KafkaAccess client, String idPrefix, Duration timeout, int maxRecordBytes)
      throws IOException {
    Map<String, String> transactions =
        Map.of(
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            idPrefix + "-replay",
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            Integer.toString((int) Math.min(Integer.MAX_VALUE, timeout.toMillis())),
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            TopicLimits.requestBytes(maxRecordBytes));
    OutputTopics serializer = new OutputTopics(client, List.of(Output.GRANTS), maxRecordBytes);
    serializer.open(new SimpleCounter());
    KafkaProducer<byte[], byte[]> producer = client.with(transactions).producer();
    try {
      producer.initTransactions();
      return new GrantEmitter(producer, serializer);
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw new IOException("cannot start to emit grants: " + KafkaFailure.reason(e), e);
    }
  }

  /**
   * Adds a grant; it becomes visible with {@link #commit}.
   *
   * @throws IOException if Kafka refuses it
   */
  public void emit(Grant grant) throws IOException {
    try {
      if (sent++ == 0) {
        producer.beginTransaction();
      }
      // The callback and commit report failures.
      Future<RecordMetadata> unused =
          producer.send(
              serializer.serialize(OutputRecord.of(grant), null, null),
              (metadata, failed) -> failure = failed == null ? failure : failed);
    } catch (KafkaException e) {
      throw refused(e);
    }
  }

  /**
   * Makes all added grants visible.
   *
   * @return the number of grants
   * @throws IOException if Kafka refuses them; then none becomes visible
   */
  public long commit() throws IOException {
    if (sent > 0) {
      try {
        producer.commitTransaction();
      } catch (KafkaException e) {
        throw refused(failure == null ? e : failure);
      }
    }
    return sent;
  }

  private static IOException refused(Exception why) {
    return new IOException(
        "Kafka refused the grants, and none of them is visible: " + why.getMessage(), why);
  }

  /** Abandons what was not committed. */
  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
