package io.renwu.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.function.CatalogEntry;
import io.renwu.function.CatalogLog;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * The catalog's topic, written in transactions. All gates of a system share one transactional id,
 * so that of two gates only the last one opened can write.
 */
public final class KafkaCatalogLog implements CatalogLog {
  private static final long serialVersionUID = 1L;

  private static final Duration CLOSE = Duration.ofSeconds(5);

  /** The longest that readers wait for the open transaction of a dead gate. */
  private static final int TRANSACTION_MILLIS = 30_000;

  private final KafkaAccess client;
  private final String idPrefix;
  private final Duration patience;
  private final Gate gate;

  /** Waits until the log may be opened; until then another job may write to it. */
  @FunctionalInterface
  public interface Gate extends Serializable {
    void pass();
  }

  /**
   * Creates the log.
   *
   * @param client the access to Kafka
   * @param idPrefix the prefix of the system's transactional ids
   * @param patience how long to retry opening it
   * @param gate passed before it is opened
   */
  public KafkaCatalogLog(KafkaAccess client, String idPrefix, Duration patience, Gate gate) {
    this.client = client;
    this.idPrefix = idPrefix;
    this.patience = patience;
    this.gate = gate;
  }

  /** Aborts the open transactions of earlier gates, then reads what those had committed. */
  @Override
  public Session open() throws IOException {
    gate.pass();
    KafkaProducer<byte[], byte[]> producer = producer();
    try {
      initTransactions(producer);
      String rulesTopic = rulesTopic();
      return new KafkaSession(
          producer,
          client.topics().catalog(),
          rulesTopic,
          new PublishedTasks(client, patience).records());
    } catch (IOException | RuntimeException failed) {
      producer.close(Duration.ZERO);
      throw failed;
    }
  }

  private KafkaProducer<byte[], byte[]> producer() throws IOException {
    Map<String, String> transactions =
        Map.of(
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            idPrefix + "-catalog",
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            Integer.toString(TRANSACTION_MILLIS));
    return client.with(transactions).producer();
  }

  private void initTransactions(KafkaProducer<byte[], byte[]> producer) throws IOException {
    Retries retries = new Retries(patience, "begin to write " + client.topics().catalog());
    while (true) {
      try {
        producer.initTransactions();
        return;
      } catch (KafkaException e) {
        retries.awaitRetry(e);
      }
    }
  }

  /** The id of the topic of rules. */
  private String rulesTopic() throws IOException {
    String topic = client.topics().rules();
    Retries retries = new Retries(patience, "describe " + topic);
    while (true) {
      try (Admin admin = client.admin()) {
        var description = admin.describeTopics(List.of(topic)).topicNameValues().get(topic);
        return Objects.requireNonNull(description, "Kafka answers for the topic")
            .get()
            .topicId()
            .toString();
      } catch (ExecutionException e) {
        retries.awaitRetry(e);
      } catch (InterruptedException e) {
        retries.awaitRetry(new InterruptException(e));
      }
    }
  }

  /** The producer and the records that were read. */
  private static final class KafkaSession implements Session {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final String rulesTopic;
    private final List<CatalogRecord> records;
    private volatile @Nullable Exception failure;

    KafkaSession(
        KafkaProducer<byte[], byte[]> producer,
        String topic,
        String rulesTopic,
        List<CatalogRecord> records) {
      this.producer = producer;
      this.topic = topic;
      this.rulesTopic = rulesTopic;
      this.records = records;
    }

    @Override
    public List<CatalogEntry> entries() {
      return records.stream().map(CatalogRecord::entry).toList();
    }

    /** Offsets of a deleted topic of rules do not apply to the current one. */
    @Override
    public long answeredThrough() {
      return records.stream()
          .filter(record -> record.rulesTopic().equals(rulesTopic))
          .mapToLong(record -> record.entry().offset())
          .max()
          .orElse(CatalogEntry.UNKNOWN);
    }

    @Override
    public void write(List<CatalogEntry> entries, List<String> removed) throws IOException {
      try {
        producer.beginTransaction();
        entries.forEach(entry -> send(CatalogRecord.encode(topic, entry, rulesTopic)));
        removed.forEach(key -> send(new ProducerRecord<>(topic, key.getBytes(UTF_8), null)));
        producer.commitTransaction();
      } catch (KafkaException e) {
        if (e instanceof InterruptException) {
          Thread.currentThread().interrupt();
        }
        Exception why = failure == null ? e : failure;
        throw new IOException("cannot write " + topic + ": " + why.getMessage(), why);
      }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
      // The callback handles a failure, and so does commit.
      Future<RecordMetadata> unused =
          producer.send(record, (metadata, failed) -> failure = failed == null ? failure : failed);
    }

    @Override
    public void close() {
      producer.close(CLOSE);
    }
  }
}
