package io.renwu.access;

import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads all committed records that topics hold now. */
public final class TopicContents {
  private TopicContents() {}

  /**
   * All records of the topics whose names match; those of a partition in offset order.
   *
   * @param client access to Kafka
   */
  public static List<ConsumerRecord<byte[], byte[]>> read(
      KafkaAccess client, Predicate<String> wanted) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(client)) {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      List<TopicPartition> partitions =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> wanted.test(topic.getKey()))
              .flatMap(topic -> TopicReader.partitions(topic.getValue()).stream())
              .toList();
      TopicReader.toNow(consumer, partitions, "topics", CommandTimeouts.readTimeout(client))
          .forEach(records::add);
      return records;
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** A consumer of committed records that commits no offsets. */
  public static KafkaConsumer<byte[], byte[]> consumer(KafkaAccess client) {
    try {
      return client.consumer();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
