package io.renwu.job;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.source.config.FirstStart;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.job.kafka.CommittedRecords;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.TopicNames;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Evidence that a task job has completed a checkpoint on this system: a consumed position in the
 * queue, or a committed record on a topic that no other job writes. A task job without its state is
 * refused then: it would forget all progress, limits, budgets and event ids, and pay again.
 */
public final class CompletedRun implements FirstStart {
  private static final long serialVersionUID = 1;

  private final RedisAccess redis;
  private final KafkaAccess kafka;

  /** Looks for the evidence on one system. */
  public CompletedRun(RedisAccess redis, KafkaAccess kafka) {
    this.redis = redis;
    this.kafka = kafka;
  }

  /**
   * The evidence, as the middle of a sentence; empty if there is none.
   *
   * @throws IOException if Redis or Kafka does not answer
   */
  public Optional<String> evidence() throws IOException {
    Optional<String> read = QueueConnection.streams(redis, CompletedRun::readStream);
    if (read.isPresent()) {
      return read;
    }
    return CommittedRecords.firstOf(kafka, outputs()).map(topic -> topic + " holds its records");
  }

  /** The topics that only the task job writes in transactions. */
  private List<String> outputs() {
    TopicNames topics = kafka.topics();
    return List.of(topics.progress(), topics.grants(), topics.decisions());
  }

  private static CompletableFuture<Optional<String>> readStream(RedisStreams redis) {
    return redis.streams().thenCompose(streams -> readStream(redis, streams.keySet()));
  }

  private static CompletableFuture<Optional<String>> readStream(
      RedisStreams redis, Collection<StreamId> streams) {
    Map<StreamId, CompletableFuture<Boolean>> read = new HashMap<>();
    streams.forEach(
        stream ->
            read.put(stream, redis.readerMarks(stream).thenApply(marks -> marks.taken() > 0)));
    return CompletableFuture.allOf(read.values().toArray(CompletableFuture[]::new))
        .thenApply(
            all ->
                read.entrySet().stream()
                    .filter(mark -> mark.getValue().join())
                    .map(mark -> "records of the queue's stream " + mark.getKey() + " were read")
                    .findFirst());
  }

  @Override
  public Optional<String> refusal() throws IOException {
    return evidence()
        .map(
            shown ->
                "a task job ran on this system before ("
                    + shown
                    + "), and this one was started without its state: it would forget all"
                    + " progress, limits, budgets and event ids. Start it from the newest savepoint"
                    + " or checkpoint (flink run -s PATH, ./renwu tasks --cluster URL), or with"
                    + " --job.fresh true if all of that is to be forgotten");
  }
}
