package io.renwu.job.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether topics hold a committed record. Offsets do not show that, because aborted
 * transactions use offsets, too.
 */
public final class CommittedRecords {
  private static final Logger LOG = LoggerFactory.getLogger(CommittedRecords.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> IMPATIENT =
      Map.of(
          ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
          "10000",
          ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
          "1");

  private CommittedRecords() {}

  /**
   * The first of the topics that holds one. Topics that are missing, or that the user may not read,
   * are left out; the latter are logged.
   *
   * @param client the access to Kafka
   * @throws IOException if Kafka does not answer, or its answers take too long
   */
  public static Optional<String> firstOf(KafkaAccess client, Collection<String> topics)
      throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = client.with(IMPATIENT).consumer()) {
      Map<String, List<PartitionInfo>> known = consumer.listTopics();
      for (String topic : topics) {
        List<PartitionInfo> partitions = known.get(topic);
        if (partitions != null && holdsOne(consumer, topic, partitions)) {
          return Optional.of(topic);
        }
      }
      return Optional.empty();
    } catch (KafkaException e) {
      throw new IOException(
          "cannot find out from Kafka whether "
              + String.join(", ", topics)
              + " hold records: "
              + KafkaFailure.reason(e),
          e);
    }
  }

  private static boolean holdsOne(
      KafkaConsumer<byte[], byte[]> consumer, String topic, List<PartitionInfo> infos)
      throws IOException {
    try {
      TopicReader reader =
          TopicReader.toNow(consumer, TopicReader.partitions(infos), topic, PATIENCE);
      while (reader.isBehind()) {
        if (!reader.poll().isEmpty()) {
          return true;
        }
      }
      return false;
    } catch (StalledException e) {
      throw new IOException(
          "Kafka did not return the records of " + topic + " within " + PATIENCE.toSeconds() + " s",
          e);
    } catch (AuthorizationException e) {
      LOG.warn("not allowed to read {}: only the queue shows whether a task job ran before", topic);
      return false;
    }
  }
}
