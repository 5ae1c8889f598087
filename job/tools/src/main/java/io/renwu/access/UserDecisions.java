package io.renwu.access;

import io.renwu.codec.OutputReader;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.KafkaFailure;
import io.renwu.job.kafka.TopicNames;
import io.renwu.job.kafka.TopicReader;
import io.renwu.model.Decision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/** Reads the decisions of one user from the one partition that holds them. */
public final class UserDecisions {
  private UserDecisions() {}

  /**
   * All decisions of a user that Kafka still has, in offset order.
   *
   * @param client access to Kafka
   * @throws IOException if Kafka does not answer
   */
  public static List<Decision> read(KafkaAccess client, String userId) throws IOException {
    String topic = client.topics().decisions();
    byte[] key = userId.getBytes(StandardCharsets.UTF_8);
    try (KafkaConsumer<byte[], byte[]> consumer = client.consumer()) {
      int partitions = consumer.partitionsFor(topic).size();
      // The formula of Kafka's default partitioner for records with a key.
      int partition = Utils.toPositive(Utils.murmur2(key)) % partitions;
      TopicPartition place = new TopicPartition(topic, partition);
      List<Decision> decisions = new ArrayList<>();
      TopicReader.toNow(
              consumer,
              List.of(place),
              TopicNames.DEFAULT.decisions(),
              CommandTimeouts.readTimeout(client))
          .forEach(
              record -> {
                if (Arrays.equals(record.key(), key) && record.value() != null) {
                  OutputReader.addDecision(record.value(), decisions);
                }
              });
      return decisions;
    } catch (KafkaException e) {
      throw new IOException("cannot read " + topic + ": " + KafkaFailure.reason(e), e);
    }
  }
}
