package io.renwu.chaos.input;

import io.renwu.chaos.fault.ViolationException;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.time.Deadline;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/** Waits for the dead letters of records that are sent after it was created. Not thread-safe. */
final class DeadLetterWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int MOST_NAMED = 5;

  private final KafkaConsumer<byte[], byte[]> letters;

  /** Records without a dead letter so far, by the key that the dead letter must have. */
  private final Map<String, String> due = new TreeMap<>();

  /**
   * @param client of the Kafka cluster
   */
  DeadLetterWatch(KafkaAccess client) throws IOException {
    letters = client.consumer();
    List<TopicPartition> partitions =
        TopicReader.partitions(letters.partitionsFor(client.topics().deadLetters()));
    letters.assign(partitions);
    letters.seekToEnd(partitions);
    partitions.forEach(letters::position);
  }

  /**
   * Expects a dead letter.
   *
   * @param record the position of the unusable record
   * @param description of the record, for people
   */
  void expect(RecordMetadata record, String description) {
    due.put(record.topic() + "/" + record.partition() + "/" + record.offset(), description);
  }

  /**
   * Waits until all expected dead letters have arrived.
   *
   * @throws ViolationException if one is still missing after the patience
   */
  void await(Duration patience) throws ViolationException {
    Deadline deadline = Deadline.fromNow(patience);
    while (!due.isEmpty()) {
      for (ConsumerRecord<byte[], byte[]> letter : letters.poll(POLL)) {
        if (letter.key() != null) {
          due.remove(new String(letter.key(), StandardCharsets.UTF_8));
        }
      }
      if (!due.isEmpty() && deadline.isOverdue()) {
        throw new ViolationException(
            "found no dead letters for "
                + due.size()
                + " records within "
                + patience.toSeconds()
                + " s, expected one for each: "
                + due.entrySet().stream().limit(MOST_NAMED).toList());
      }
    }
  }

  @Override
  public void close() {
    letters.close();
  }
}
