package io.renwu.job.kafka;

import io.renwu.function.TaskTopicReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The published documents, read from the topic of rules. */
public final class PublishedTasks implements TaskTopicReader {
  private static final long serialVersionUID = 1L;

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaAccess client;

  /**
   * Creates a reader.
   *
   * @param client by which Kafka is reached
   */
  public PublishedTasks(KafkaAccess client) {
    this.client = client;
  }

  @Override
  public List<byte[]> readToEnd() throws IOException {
    TopicPartition rules = new TopicPartition(client.topics().rules(), 0);
    try (KafkaConsumer<byte[], byte[]> consumer = client.consumer()) {
      consumer.assign(List.of(rules));
      consumer.seekToBeginning(List.of(rules));
      Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(rules));
      long end = ends.get(rules);
      List<byte[]> documents = new ArrayList<>();
      while (consumer.position(rules) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.value() != null && record.offset() < end) {
            documents.add(record.value());
          }
        }
      }
      return documents;
    } catch (KafkaException e) {
      throw new IOException(
          "cannot read " + rules.topic() + " to its end: " + KafkaFailure.reason(e), e);
    }
  }
}
