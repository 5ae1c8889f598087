package io.renwu.access;

import io.renwu.codec.OutputReader;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.KafkaFailure;
import io.renwu.job.kafka.TopicNames;
import io.renwu.model.Decision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** The decisions of one user, read from their topic: only the partition that holds the user's. */
public final class UserDecisions {
  private static final Duration POLL = Duration.ofMillis(200);

  private UserDecisions() {}

  /**
   * All decisions of a user that Kafka still has, in the order in which they were written.
   *
   * @param client by which Kafka is reached
   * @throws IOException where Kafka does not answer
   */
  public static List<Decision> read(KafkaAccess client, String userId) throws IOException {
    String topic = client.topics().decisions();
    byte[] key = userId.getBytes(StandardCharsets.UTF_8);
    try (KafkaConsumer<byte[], byte[]> consumer = client.consumer()) {
      int partitions = consumer.partitionsFor(topic).size();
      // The formula of Kafka's default partitioner for records with a key.
      int partition = Utils.toPositive(Utils.murmur2(key)) % partitions;
      TopicPartition place = new TopicPartition(topic, partition);
      consumer.assign(List.of(place));
      consumer.seekToBeginning(List.of(place));
      long end = consumer.endOffsets(List.of(place)).get(place);
      List<Decision> decisions = new ArrayList<>();
      ReadProgress progress = CommandTimes.progress(client, TopicNames.DEFAULT.decisions());
      while (consumer.position(place) < end) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        progress.polled(!records.isEmpty());
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (Arrays.equals(record.key(), key) && record.value() != null) {
            OutputReader.addDecision(record.value(), decisions);
          }
        }
      }
      return decisions;
    } catch (KafkaException e) {
      throw new IOException("cannot read " + topic + ": " + KafkaFailure.reason(e), e);
    }
  }
}
