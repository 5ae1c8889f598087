package io.renwu.reconcile.kafka;

import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.KafkaFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.time.Deadline;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until all records written to topics before the call are out of open transactions: a task
 * job commits its records shortly after its checkpoint has completed.
 */
final class OpenTransactions {
  private static final long POLL_MILLIS = 200;

  private OpenTransactions() {}

  /**
   * Waits for the transactions that are open now.
   *
   * @param most how long to wait at most
   * @return the topics whose transactions are still open
   * @throws IOException if Kafka does not answer or lacks a topic
   */
  static List<String> await(KafkaAccess client, List<String> topics, Duration most)
      throws IOException {
    Deadline deadline = Deadline.fromNow(most);
    try (Admin admin = ReadOnlyClients.admin(client)) {
      TreeSet<String> missing = new TreeSet<>(topics);
      missing.removeAll(admin.listTopics().names().get());
      if (!missing.isEmpty()) {
        throw new IOException("Kafka has no topic " + String.join(", ", missing));
      }
      List<TopicPartition> places =
          admin.describeTopics(topics).allTopicNames().get().values().stream()
              .flatMap(
                  topic ->
                      topic.partitions().stream()
                          .map(info -> new TopicPartition(topic.name(), info.partition())))
              .toList();
      Map<TopicPartition, Long> written = ends(admin, places, IsolationLevel.READ_UNCOMMITTED);
      while (true) {
        Map<TopicPartition, Long> committed = ends(admin, places, IsolationLevel.READ_COMMITTED);
        TreeSet<String> open = new TreeSet<>();
        written.forEach(
            (place, end) -> {
              if (committed.getOrDefault(place, 0L) < end) {
                open.add(place.topic());
              }
            });
        if (open.isEmpty() || deadline.isOverdue()) {
          return List.copyOf(open);
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (ExecutionException e) {
      throw new IOException(
          "cannot read the ends of " + String.join(", ", topics) + ": " + KafkaFailure.reason(e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for open transactions", e);
    }
  }

  private static Map<TopicPartition, Long> ends(
      Admin admin, List<TopicPartition> places, IsolationLevel isolation)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(
            places.stream().collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest())),
            new ListOffsetsOptions(isolation))
        .all()
        .get()
        .forEach((place, end) -> ends.put(place, end.offset()));
    return ends;
  }
}
