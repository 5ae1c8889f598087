package io.renwu.job.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether topics hold a committed record. Offsets alone do not tell: those of a transaction that
 * was aborted count, too.
 */
public final class CommittedRecords {
  private static final Logger LOG = LoggerFactory.getLogger(CommittedRecords.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ANSWER_MILLIS = "10000";

  private CommittedRecords() {}

  /**
   * The first of the topics that holds one. Topics that are missing, or that the user may not read,
   * are left out; the latter are logged.
   *
   * @param client what every Kafka client gets
   * @throws IOException if Kafka does not answer, or its answers take too long
   */
  public static Optional<String> firstOf(Properties client, Collection<String> topics)
      throws IOException {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Map<String, List<PartitionInfo>> there = consumer.listTopics();
      for (String topic : topics) {
        if (there.containsKey(topic) && holdsOne(consumer, topic, there.get(topic))) {
          return Optional.of(topic);
        }
      }
      return Optional.empty();
    } catch (KafkaException e) {
      throw new IOException(
          "Kafka at "
              + client.getProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)
              + " does not tell whether "
              + String.join(", ", topics)
              + " hold records: "
              + e.getMessage(),
          e);
    }
  }

  private static boolean holdsOne(
      KafkaConsumer<byte[], byte[]> consumer, String topic, List<PartitionInfo> infos)
      throws IOException {
    List<TopicPartition> partitions = new ArrayList<>();
    infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    try {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        if (!consumer.poll(POLL).isEmpty()) {
          return true;
        }
        if (System.nanoTime() - deadlineNanos >= 0) {
          throw new IOException(
              "within " + PATIENCE.toSeconds() + " s Kafka did not tell what " + topic + " holds");
        }
      }
      return false;
    } catch (AuthorizationException e) {
      LOG.warn(
          "{} may not be read, so that only the queue tells whether a task job ran before", topic);
      return false;
    }
  }
}
