package io.renwu.job.kafka;

import io.renwu.codec.OutputReader;
import io.renwu.model.Decision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

/** The decisions of one user, read from their topic: only the partition that holds the user's. */
public final class UserDecisions {
  private static final Duration POLL = Duration.ofMillis(200);

  private UserDecisions() {}

  /**
   * All decisions of a user that Kafka still has, in the order in which they were written.
   *
   * @param client the properties that every Kafka client gets
   * @throws IOException where Kafka does not answer
   */
  public static List<Decision> read(Properties client, String userId) throws IOException {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    byte[] key = userId.getBytes(StandardCharsets.UTF_8);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      int partitions = consumer.partitionsFor(OutputTopics.DECISIONS).size();
      // The formula of Kafka's default partitioner for records with a key.
      int partition = Utils.toPositive(Utils.murmur2(key)) % partitions;
      TopicPartition place = new TopicPartition(OutputTopics.DECISIONS, partition);
      consumer.assign(List.of(place));
      consumer.seekToBeginning(List.of(place));
      long end = consumer.endOffsets(List.of(place)).get(place);
      List<Decision> decisions = new ArrayList<>();
      ReadProgress progress = CommandTimes.progress(client, OutputTopics.DECISIONS);
      while (consumer.position(place) < end) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        progress.polled(!records.isEmpty());
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (Arrays.equals(record.key(), key) && record.value() != null) {
            decisions.add(OutputReader.decision(record.value()));
          }
        }
      }
      return decisions;
    } catch (KafkaException e) {
      throw new IOException("cannot read " + OutputTopics.DECISIONS + ": " + e.getMessage(), e);
    }
  }
}
