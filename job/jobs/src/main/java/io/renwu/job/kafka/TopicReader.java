package io.renwu.job.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads partitions from their beginnings to the ends that they had at the start. The last poll may
 * return records that were added since. Not thread-safe.
 */
public final class TopicReader {
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> ends;
  private final ReadProgress progress;

  /** Handles a record. */
  @FunctionalInterface
  public interface Visitor {
    void visit(ConsumerRecord<byte[], byte[]> record) throws IOException;
  }

  /**
   * Starts at the beginnings.
   *
   * @param consumer gets the partitions assigned; its caller closes it
   * @param ends the offset after the last record of each partition
   * @param what the name of what is read, for messages
   * @param most how long to wait if no more records arrive
   */
  public TopicReader(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> ends,
      String what,
      Duration most) {
    this.consumer = consumer;
    this.ends = Map.copyOf(ends);
    this.progress = new ReadProgress(what, most);
    consumer.assign(ends.keySet());
    consumer.seekToBeginning(ends.keySet());
  }

  /** Creates a reader whose ends are those that the consumer's isolation level sees. */
  public static TopicReader toNow(
      KafkaConsumer<byte[], byte[]> consumer,
      Collection<TopicPartition> partitions,
      String what,
      Duration most) {
    return new TopicReader(consumer, ends(consumer, partitions), what, most);
  }

  /** The ends of partitions that the consumer's isolation level sees. */
  public static Map<TopicPartition, Long> ends(
      KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
    return partitions.isEmpty() ? Map.of() : consumer.endOffsets(partitions);
  }

  /** The partitions of Kafka's answer. */
  public static List<TopicPartition> partitions(Collection<PartitionInfo> infos) {
    return infos.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
  }

  /** Whether any partition is not read to its end. */
  public boolean isBehind() {
    return ends.keySet().stream().anyMatch(this::isBehind);
  }

  /** Whether one partition is not read to its end. */
  public boolean isBehind(TopicPartition partition) {
    Long end = Objects.requireNonNull(ends.get(partition), "not a partition of this reader");
    return consumer.position(partition) < end;
  }

  /**
   * Reads the next records.
   *
   * @return the records; empty if none arrived within a short time
   * @throws StalledException if none arrived for too long
   */
  public ConsumerRecords<byte[], byte[]> poll() throws StalledException {
    long beginNanos = System.nanoTime();
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    progress.recordPoll(!records.isEmpty(), Duration.ofNanos(System.nanoTime() - beginNanos));
    return records;
  }

  /**
   * Reads to the end, the records of one partition in their order.
   *
   * @throws StalledException if none arrived for too long
   */
  public void forEach(Visitor visitor) throws IOException {
    while (isBehind()) {
      for (ConsumerRecord<byte[], byte[]> record : poll()) {
        visitor.visit(record);
      }
    }
  }
}
