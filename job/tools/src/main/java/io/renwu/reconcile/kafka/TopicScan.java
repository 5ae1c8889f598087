package io.renwu.reconcile.kafka;

import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicReader;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads all committed records of a topic, up to the end that it had when the scan was created. */
final class TopicScan {
  private final String topic;
  private final KafkaAccess client;
  private final Map<TopicPartition, Long> ends;

  private TopicScan(String topic, KafkaAccess client, Map<TopicPartition, Long> ends) {
    this.topic = topic;
    this.client = client;
    this.ends = ends;
  }

  /**
   * Creates a scan up to the topic's current end.
   *
   * @throws IOException if Kafka does not answer or has no such topic
   */
  static TopicScan of(KafkaAccess client, String topic) throws IOException {
    TopicScan scan = ofAny(client, topic);
    if (scan.ends.isEmpty()) {
      throw new IOException("Kafka has no topic " + topic);
    }
    return scan;
  }

  /**
   * Creates a scan of a topic that may be missing, which counts as empty.
   *
   * @throws IOException if Kafka does not answer
   */
  static TopicScan ofAny(KafkaAccess client, String topic) throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = ReadOnlyClients.committed(client)) {
      List<PartitionInfo> infos = consumer.listTopics().getOrDefault(topic, List.of());
      return new TopicScan(
          topic, client, TopicReader.ends(consumer, TopicReader.partitions(infos)));
    } catch (KafkaException e) {
      throw new IOException("cannot read " + topic + ": " + e.getMessage(), e);
    }
  }

  /**
   * Visits the records; those of one partition in their order.
   *
   * @return the moment from which on Kafka has all records; empty if it has the topic's beginning,
   *     {@link Instant#MAX} if a partition has none left
   */
  Optional<Instant> forEach(TopicReader.Visitor visitor) throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = ReadOnlyClients.committed(client)) {
      TopicReader reader = new TopicReader(consumer, ends, topic, ReadOnlyClients.SILENCE);
      RetentionLimits retentionLimits =
          new RetentionLimits(consumer.beginningOffsets(ends.keySet()));
      reader.forEach(
          record -> {
            retentionLimits.add(record);
            TopicPartition place = new TopicPartition(topic, record.partition());
            if (record.offset() < ends.getOrDefault(place, 0L)) {
              visitor.visit(record);
            }
          });
      return Optional.ofNullable(retentionLimits.byTopic().get(topic));
    } catch (KafkaException e) {
      throw new IOException("cannot read " + topic + ": " + e.getMessage(), e);
    }
  }
}
