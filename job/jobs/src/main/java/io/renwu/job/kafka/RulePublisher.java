package io.renwu.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.codec.OutputReader;
import io.renwu.codec.RuleStatus;
import io.renwu.document.ContentHash;
import io.renwu.function.CatalogEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.flink.api.common.time.Deadline;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Publishes documents, requests that tasks be dropped, and waits for the task job's answers to its
 * own records. Not thread-safe.
 */
public final class RulePublisher implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final TopicNames topics;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> answers;

  /** {@link ContentHash} of the published documents, by {@code taskId/version}. */
  private final Map<String, String> hashes = new HashMap<>();

  /**
   * Connects. Receives the answers that arrive from now on.
   *
   * @throws IOException where Kafka does not answer
   */
  public RulePublisher(KafkaAccess client) throws IOException {
    topics = client.topics();
    producer = client.producer();
    answers = client.consumer();
    TopicPartition status = new TopicPartition(topics.ruleStatus(), 0);
    try {
      answers.assign(List.of(status));
      answers.seekToEnd(List.of(status));
      answers.position(status);
    } catch (KafkaException e) {
      close();
      throw new IOException(
          "cannot read " + topics.ruleStatus() + ": " + KafkaFailure.reason(e), e);
    }
  }

  /** Publishes documents without an author or a reason. */
  public void publish(Map<String, String> texts) throws IOException {
    publish(texts, DocumentOrigin.UNKNOWN);
  }

  /**
   * Publishes documents in the order of the map.
   *
   * @param texts by {@code taskId/version}
   * @throws IOException for the first document that Kafka refused; those before it are published
   */
  public void publish(Map<String, String> texts, DocumentOrigin origin) throws IOException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    texts.forEach(
        (key, text) -> {
          hashes.put(key, ContentHash.of(text));
          records.add(record(key, text.getBytes(UTF_8), origin));
        });
    send(records);
  }

  /** Requests that archived tasks be dropped; the key of each answer is the task's id. */
  public void drop(Collection<String> taskIds, DocumentOrigin origin) throws IOException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String taskId : taskIds) {
      records.add(record(taskId, null, origin));
    }
    send(records);
  }

  /**
   * Writes tombstones for keys of the topic.
   *
   * @param keys {@code taskId/version}, of dropped tasks
   */
  public void writeTombstones(Collection<String> keys) throws IOException {
    send(keys.stream().map(key -> record(key, null, DocumentOrigin.UNKNOWN)).toList());
  }

  private ProducerRecord<byte[], byte[]> record(
      String key, byte @Nullable [] value, DocumentOrigin origin) {
    var record = new ProducerRecord<>(topics.rules(), key.getBytes(UTF_8), value);
    origin.addTo(record.headers());
    return record;
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records) throws IOException {
    List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
    records.forEach(record -> acknowledgements.add(producer.send(record)));
    try {
      for (Future<RecordMetadata> future : acknowledgements) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("Kafka refused a document: " + KafkaFailure.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while publishing", e);
    }
  }

  /**
   * Waits for the answers to the records of this publisher. Answers without a hash, from older
   * releases, are assumed to be to its records.
   *
   * @param keys {@code taskId/version}, or {@code taskId} for a task to be dropped
   * @param timeoutMillis how long to wait
   * @return the answers by key, in the order of their arrival; some are missing after the timeout
   */
  public Map<String, RuleStatus> await(List<String> keys, long timeoutMillis) {
    Deadline deadline = Deadline.fromNow(Duration.ofMillis(timeoutMillis));
    Map<String, RuleStatus> statuses = new LinkedHashMap<>();
    while (!statuses.keySet().containsAll(keys) && deadline.hasTimeLeft()) {
      for (ConsumerRecord<byte[], byte[]> record : answers.poll(POLL)) {
        if (record.value() != null) {
          RuleStatus status = OutputReader.ruleStatus(record.value());
          String key = key(status);
          if (keys.contains(key) && isOwn(key, status)) {
            statuses.put(key, status);
          }
        }
      }
    }
    return statuses;
  }

  private static String key(RuleStatus status) {
    String taskId = status.taskId();
    boolean isOfDrop = status.version() == null && status.hash() == null;
    return taskId != null && isOfDrop ? taskId : CatalogEntry.key(taskId, status.version());
  }

  private boolean isOwn(String key, RuleStatus status) {
    return status.hash() == null || status.hash().equals(hashes.get(key));
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    answers.close();
  }
}
