package io.renwu.reconcile.kafka;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.StreamPosition;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.client.StreamSnapshot;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.job.QueueConnection;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.KafkaFailure;
import io.renwu.timeout.Patience;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of the behavior topics that the task job has consumed or will never consume: those up
 * to its last completed checkpoint, and those trimmed from the queue.
 */
final class ConsumedRecords {
  private final Map<TopicPartition, Long> nextOffsets;
  private final boolean all;

  private ConsumedRecords(Map<TopicPartition, Long> nextOffsets, boolean all) {
    this.nextOffsets = nextOffsets;
    this.all = all;
  }

  /** All records. */
  static ConsumedRecords all() {
    return new ConsumedRecords(Map.of(), true);
  }

  /** No records. */
  static ConsumedRecords none() {
    return new ConsumedRecords(Map.of(), false);
  }

  /**
   * Reads the positions from the queue.
   *
   * @throws IOException if the queue or Kafka does not answer
   */
  static ConsumedRecords of(RedisAccess redis, KafkaAccess client) throws IOException {
    Map<String, String> registry = new HashMap<>();
    List<StreamSnapshot> snapshots =
        QueueConnection.queue(
            redis,
            Patience.OF_COMMANDS.answer(),
            queue ->
                queue
                    .registry()
                    .thenCompose(
                        lines -> {
                          registry.putAll(lines);
                          return snapshots(queue, lines.keySet());
                        }));
    Set<String> topics = new HashSet<>();
    snapshots.forEach(snapshot -> topics.add(snapshot.stream().topic()));
    Map<String, String> incarnations = incarnations(client, topics);
    Map<TopicPartition, Long> next = new HashMap<>();
    for (StreamSnapshot snapshot : snapshots) {
      StreamId stream = snapshot.stream();
      String[] line =
          Objects.requireNonNull(registry.get(stream.toString()), "a snapshot's stream is known")
              .split(" ", 2);
      long position = Math.max(snapshot.taken(), snapshot.trimmed());
      boolean current =
          Integer.toString(StreamPosition.epoch(position)).equals(line[0])
              && line.length == 2
              && line[1].equals(incarnations.get(stream.topic()));
      if (current) {
        next.put(
            new TopicPartition(stream.topic(), stream.partition()),
            StreamPosition.offset(position) + 1);
      }
    }
    return new ConsumedRecords(next, false);
  }

  private static CompletableFuture<List<StreamSnapshot>> snapshots(
      QueueAccess queue, Set<String> names) {
    List<CompletableFuture<StreamSnapshot>> snapshots =
        names.stream().map(StreamId::parse).map(queue::snapshot).toList();
    return CompletableFuture.allOf(snapshots.toArray(CompletableFuture[]::new))
        .thenApply(done -> snapshots.stream().map(CompletableFuture::join).toList());
  }

  /** The ids of the topics that exist. */
  private static Map<String, String> incarnations(KafkaAccess client, Set<String> topics)
      throws IOException {
    try (Admin admin = ReadOnlyClients.admin(client)) {
      Set<String> present = new HashSet<>(topics);
      present.retainAll(admin.listTopics().names().get());
      Map<String, String> ids = new HashMap<>();
      admin
          .describeTopics(present)
          .allTopicNames()
          .get()
          .forEach((topic, description) -> ids.put(topic, description.topicId().toString()));
      return ids;
    } catch (ExecutionException e) {
      throw new IOException("Kafka does not answer: " + KafkaFailure.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking Kafka for topics", e);
    }
  }

  /** Whether the task job has consumed a record, or never will. */
  boolean contains(TopicPartition place, long offset) {
    return all || offset < nextOffsets.getOrDefault(place, 0L);
  }
}
