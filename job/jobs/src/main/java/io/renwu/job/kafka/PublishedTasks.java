package io.renwu.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.function.CatalogEntry;
import io.renwu.function.TaskTopicReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tasks that were published and accepted, read from the catalog's topic. */
public final class PublishedTasks implements TaskTopicReader {
  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(PublishedTasks.class);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

  private final KafkaAccess client;
  private final Duration patience;

  /**
   * Creates a reader.
   *
   * @param client the access to Kafka
   * @param patience how long to wait if no more records arrive
   */
  public PublishedTasks(KafkaAccess client, Duration patience) {
    this.client = client;
    this.patience = patience;
  }

  @Override
  public List<CatalogEntry> readToEnd() throws IOException {
    return records().stream().map(CatalogRecord::entry).toList();
  }

  /**
   * Reads the last record of each key, in the order in which they were written. Waits for the end
   * of a transaction that a gate has open.
   *
   * @throws IOException if the topic is missing or cannot be read to its end in time
   */
  public List<CatalogRecord> records() throws IOException {
    Retries retries = new Retries(patience, "read " + topic() + " to its end");
    while (true) {
      try {
        return readOnce();
      } catch (KafkaException e) {
        retries.awaitRetry(e);
      }
    }
  }

  private List<CatalogRecord> readOnce() throws IOException {
    TopicPartition place = new TopicPartition(topic(), 0);
    Map<TopicPartition, Long> ends;
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
      if (consumer.partitionsFor(topic()).isEmpty()) {
        throw new UnknownTopicOrPartitionException(
            "Kafka has no topic "
                + topic()
                + ", which holds the accepted tasks; the task job creates it when it starts");
      }
      ends = consumer.endOffsets(List.of(place));
    }
    Map<String, CatalogRecord> latest = new LinkedHashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
      TopicReader reader = new TopicReader(consumer, ends, topic(), patience);
      try {
        reader.forEach(record -> update(latest, record));
      } catch (StalledException e) {
        throw new TimeoutException(
            "no more records arrived at offset "
                + consumer.position(place)
                + " of "
                + ends.get(place),
            e);
      }
    }
    return new ArrayList<>(latest.values());
  }

  /** Replaces an earlier record of the key, and moves the key to the end. */
  private static void update(
      Map<String, CatalogRecord> latest, ConsumerRecord<byte[], byte[]> record) {
    if (!CatalogRecord.isKey(record.key())) {
      LOG.warn("{} at offset {}: no gate wrote this record", record.topic(), record.offset());
      return;
    }
    String key = new String(record.key(), UTF_8);
    latest.remove(key);
    if (record.value() != null) {
      CatalogRecord.decode(record).ifPresent(read -> latest.put(key, read));
    }
  }

  private String topic() {
    return client.topics().catalog();
  }

  private KafkaConsumer<byte[], byte[]> consumer(String isolation) throws IOException {
    Duration answer = patience.compareTo(LONGEST_ANSWER) < 0 ? patience : LONGEST_ANSWER;
    Map<String, String> impatient =
        Map.of(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(answer.toMillis()));
    return client.with(impatient).consumer(isolation);
  }
}
