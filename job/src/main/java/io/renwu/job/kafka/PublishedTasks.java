package io.renwu.job.kafka;

import io.renwu.function.TaskTopicReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The published documents, read from the topic of rules. */
public final class PublishedTasks implements TaskTopicReader {
  private static final long serialVersionUID = 1L;

  private static final Duration POLL = Duration.ofMillis(200);

  private final Properties client;

  /**
   * Creates a reader.
   *
   * @param client the properties that every Kafka client gets, bootstrap servers among them
   */
  public PublishedTasks(Properties client) {
    this.client = client;
  }

  @Override
  public List<byte[]> readToEnd() throws IOException {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    TopicPartition rules = new TopicPartition(OutputTopics.RULES, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(rules));
      consumer.seekToBeginning(List.of(rules));
      Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(rules));
      long end = ends.get(rules);
      List<byte[]> documents = new ArrayList<>();
      ReadProgress progress = CommandTimes.progress(client, OutputTopics.RULES);
      while (consumer.position(rules) < end) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        progress.polled(!records.isEmpty());
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (record.value() != null && record.offset() < end) {
            documents.add(record.value());
          }
        }
      }
      return documents;
    } catch (KafkaException e) {
      throw new IOException(
          "cannot read " + OutputTopics.RULES + " to its end: " + e.getMessage(), e);
    }
  }
}
