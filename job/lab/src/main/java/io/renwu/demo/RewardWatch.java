package io.renwu.demo;

import io.renwu.access.TopicContents;
import io.renwu.codec.OutputReader;
import io.renwu.demo.view.DemoSnapshot.RewardSeen;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicNames;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Grant;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Follows the outputs of the jobs. Not thread-safe. */
final class RewardWatch implements AutoCloseable {
  private static final int LAST_REWARDS = 8;
  private static final int RECENT_SECONDS = 30;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private final TopicNames topics;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Long> rewardsByTask = new HashMap<>();
  private final Map<String, Deque<Long>> recentByTask = new HashMap<>();
  private final Deque<RewardSeen> last = new ArrayDeque<>();
  private long deadLetters;
  private long duplicates;

  /** Follows from the beginning of the topics, which must exist. */
  RewardWatch(KafkaAccess client) {
    topics = client.topics();
    consumer = TopicContents.consumer(client);
    List<TopicPartition> partitions =
        Stream.of(topics.grants(), topics.decisions(), topics.deadLetters())
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Reads the new records. */
  void poll(Duration atMost) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
      if (record.topic().equals(topics.grants())) {
        count(OutputReader.grant(record.value()));
      } else if (record.topic().equals(topics.decisions())) {
        count(OutputReader.decision(record.value()));
      } else {
        deadLetters++;
      }
    }
  }

  private void count(Decision decision) {
    if (decision.decision() == DecisionCode.DUPLICATE) {
      duplicates++;
    }
  }

  private void count(Grant grant) {
    rewardsByTask.merge(grant.taskId(), 1L, Long::sum);
    Deque<Long> recent = recent(grant.taskId());
    recent.addLast(recent.removeLast() + 1);
    String reward =
        grant.amount() == null ? "completed" : grant.amount().toPlainString() + " " + grant.type();
    last.addFirst(
        new RewardSeen(CLOCK.format(grant.time()), grant.userId(), grant.taskId(), reward));
    if (last.size() > LAST_REWARDS) {
      last.removeLast();
    }
  }

  /** Starts the count of the next second of recent rewards. */
  void nextSecond() {
    for (Deque<Long> recent : recentByTask.values()) {
      recent.addLast(0L);
      if (recent.size() > RECENT_SECONDS) {
        recent.removeFirst();
      }
    }
  }

  private Deque<Long> recent(String taskId) {
    return recentByTask.computeIfAbsent(taskId, id -> new ArrayDeque<>(List.of(0L)));
  }

  long rewards(String taskId) {
    return rewardsByTask.getOrDefault(taskId, 0L);
  }

  /** Rewards in each of the last seconds, the latest last. */
  List<Long> recentRewards(String taskId) {
    return new ArrayList<>(recent(taskId));
  }

  /** The latest first. */
  List<RewardSeen> lastRewards() {
    return new ArrayList<>(last);
  }

  long deadLetters() {
    return deadLetters;
  }

  long duplicates() {
    return duplicates;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
