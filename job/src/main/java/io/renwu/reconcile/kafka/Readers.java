package io.renwu.reconcile.kafka;

import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Clients that only read, and do not wait for long: consumers without a group, and admins. */
final class Readers {
  /** How long Kafka may stay silent at a single question, milliseconds. */
  private static final String ANSWER_MILLIS = "20000";

  /** Of one partition at a time, so that many partitions take little memory. */
  private static final String FETCH_BYTES = Integer.toString(256 << 10);

  /** Closing waits for the fetch under way, which at a topic's end waits for so long. */
  private static final String FETCH_MILLIS = "50";

  private Readers() {}

  static Admin admin(Properties client) {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    return Admin.create(properties);
  }

  /** A consumer that sees what is committed. */
  static KafkaConsumer<byte[], byte[]> committed(Properties client) {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MILLIS);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  static List<TopicPartition> places(Collection<PartitionInfo> partitions) {
    return partitions.stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }
}
