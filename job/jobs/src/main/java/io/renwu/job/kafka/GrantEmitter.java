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
 * Adds grants to their topic beside the task job, in its form, all of them in one transaction. Of
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
   * Connects and ends the transaction of every emitter before.
   *
   * @param idPrefix what stands before the system's transactional ids
   * @param timeout after which Kafka gives an open transaction up
   * @param maxRecordBytes no larger record is written
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
      throw new IOException("cannot begin to emit: " + KafkaFailure.reason(e), e);
    }
  }

  /**
   * Adds a grant; nobody sees it before {@link #commit}.
   *
   * @throws IOException where Kafka does not take it
   */
  public void emit(Grant grant) throws IOException {
    try {
      if (sent++ == 0) {
        producer.beginTransaction();
      }
      // The callback learns of a failure, as commit does.
      Future<RecordMetadata> unused =
          producer.send(
              serializer.serialize(OutputRecord.of(grant), null, null),
              (metadata, failed) -> failure = failed == null ? failure : failed);
    } catch (KafkaException e) {
      throw notTaken(e);
    }
  }

  /**
   * Makes all seen that was added.
   *
   * @return how many they were
   * @throws IOException where Kafka does not take them; then none is seen
   */
  public long commit() throws IOException {
    if (sent > 0) {
      try {
        producer.commitTransaction();
      } catch (KafkaException e) {
        throw notTaken(failure == null ? e : failure);
      }
    }
    return sent;
  }

  private static IOException notTaken(Exception why) {
    return new IOException(
        "Kafka did not take the grants, and nobody sees any of them: " + why.getMessage(), why);
  }

  /** What was not committed is given up. */
  @Override
  public void close() {
    producer.close(CLOSE);
  }
}
