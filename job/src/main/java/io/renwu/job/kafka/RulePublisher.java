package io.renwu.job.kafka;

import io.renwu.codec.OutputReader;
import io.renwu.codec.RuleStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Publishes documents and waits for the task job's answers. Of one thread. */
public final class RulePublisher implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final TopicNames topics;
  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> answers;

  /**
   * Connects; answers that come from now on are seen.
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

  /**
   * Publishes documents, in their order.
   *
   * @param texts by {@code taskId/version}
   * @throws IOException for the first that Kafka did not take; those before it are published
   */
  public void publish(Map<String, String> texts) throws IOException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    texts.forEach(
        (key, text) ->
            sent.add(producer.send(new ProducerRecord<>(topics.rules(), utf8(key), utf8(text)))));
    try {
      for (Future<RecordMetadata> future : sent) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("Kafka did not take a document: " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while publishing", e);
    }
  }

  /**
   * Waits for answers that came since this publisher was made.
   *
   * @param keys {@code taskId/version}
   * @param timeoutMillis how long to wait
   * @return what came, by key, in the order of its coming; less than asked for at the timeout
   */
  public Map<String, RuleStatus> await(List<String> keys, long timeoutMillis) {
    long deadlineNanos = System.nanoTime() + Duration.ofMillis(timeoutMillis).toNanos();
    Map<String, RuleStatus> statuses = new LinkedHashMap<>();
    while (!statuses.keySet().containsAll(keys) && System.nanoTime() < deadlineNanos) {
      for (ConsumerRecord<byte[], byte[]> record : answers.poll(POLL)) {
        RuleStatus status = OutputReader.ruleStatus(record.value());
        String key = status.taskId() + "/" + status.version();
        if (keys.contains(key)) {
          statuses.put(key, status);
        }
      }
    }
    return statuses;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    answers.close();
  }
}
