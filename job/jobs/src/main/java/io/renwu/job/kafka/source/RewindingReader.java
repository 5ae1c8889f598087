package io.renwu.job.kafka.source;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.function.RawRecord;
import io.renwu.job.kafka.KafkaAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka reader that begins every partition where its stream ends, emits that start before the
 * partition's records, and pauses partitions whose streams are full.
 */
@SuppressWarnings("try") // Kafka's reader may be interrupted while it closes
final class RewindingReader implements SourceReader<RawRecord, KafkaPartitionSplit> {
  private static final Logger LOG = LoggerFactory.getLogger(RewindingReader.class);

  private final SourceReader<RawRecord, KafkaPartitionSplit> kafka;
  private final SplitStartFinder starts;
  private final RewindMetrics metrics;
  private final RedisStreams redis;
  private final @Nullable CapacityWatch room;
  private final TopicWatch topics;
  private final Map<StreamId, String> splitIds = new HashMap<>();
  private final Deque<SplitStart> announcements = new ArrayDeque<>();
  private final Map<String, KafkaPartitionSplit> unannounced = new HashMap<>();
  private final Set<String> pausedFromOutside = new HashSet<>();
  private Set<String> paused = Set.of();
  private volatile CompletableFuture<Void> wake = new CompletableFuture<>();

  /**
   * Wraps a reader.
   *
   * @param room null if the queue has no bounds
   * @param redis closed with the reader
   * @param client the access to Kafka
   */
  RewindingReader(
      SourceReader<RawRecord, KafkaPartitionSplit> kafka,
      SplitStartFinder starts,
      RewindMetrics metrics,
      @Nullable QueueCapacity room,
      RedisStreams redis,
      KafkaAccess client)
      throws IOException {
    this.kafka = kafka;
    this.starts = starts;
    this.metrics = metrics;
    this.redis = redis;
    this.room =
        room == null ? null : new CapacityWatch(room, "queue-room", () -> wake.complete(null));
    this.topics = new TopicWatch(client, "topic-watch", () -> wake.complete(null));
  }

  @Override
  public void start() {
    kafka.start();
  }

  /** Decides where a partition begins, once, before it is read. */
  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    List<SplitStart> found;
    try {
      found = starts.find(splits);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    List<KafkaPartitionSplit> moved = new ArrayList<>();
    for (int i = 0; i < splits.size(); i++) {
      KafkaPartitionSplit split = splits.get(i);
      SplitStart start = found.get(i);
      topics.watch(start.stream().topic(), start.incarnation());
      if (start.rewound() > 0) {
        LOG.warn(
            "the queue's stream {} ends at offset {}: going back {} offsets to append the records"
                + " again",
            start.stream(),
            start.offset() - 1,
            start.rewound());
        metrics.countRewind(start.rewound());
      }
      splitIds.put(start.stream(), split.splitId());
      announcements.add(start);
      unannounced.put(split.splitId(), split);
      moved.add(
          new KafkaPartitionSplit(
              split.getTopicPartition(),
              start.offset(),
              split.getStoppingOffset().orElse(KafkaPartitionSplit.NO_STOPPING_OFFSET)));
      if (room != null) {
        room.add(start.stream());
      }
    }
    kafka.addSplits(moved);
    wake.complete(null);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<RawRecord> output) throws Exception {
    if (wake.isDone()) {
      wake = new CompletableFuture<>();
    }
    topics.throwIfRecreated();
    if (!announcements.isEmpty()) {
      announcements.forEach(start -> announce(start, output));
      announcements.clear();
      unannounced.clear();
      return InputStatus.MORE_AVAILABLE;
    }
    pauseFullStreams();
    return kafka.pollNext(output);
  }

  /**
   * Announces where the partition begins. If the queue does not know the stream, the offsets before
   * the start are marked as skipped: Kafka never had, or no longer has, their records.
   */
  private static void announce(SplitStart start, ReaderOutput<RawRecord> output) {
    String topic = start.stream().topic();
    int partition = start.stream().partition();
    long queuedBefore = start.known() ? start.offset() : 0;
    output.collect(RawRecord.origin(topic, partition, queuedBefore, start.incarnation()));
    if (queuedBefore < start.offset()) {
      output.collect(RawRecord.skip(topic, partition, start.offset() - 1));
    }
  }

  private void pauseFullStreams() {
    Set<String> pausing = new HashSet<>(pausedFromOutside);
    if (room != null) {
      Set<StreamId> full = room.fullStreams();
      full.forEach(stream -> pausing.add(splitIds.get(stream)));
      metrics.setFullStreams(full.size());
    }
    if (pausing.isEmpty() && paused.isEmpty()) {
      return;
    }
    Set<String> resumed = new HashSet<>(paused);
    resumed.removeAll(pausing);
    kafka.pauseOrResumeSplits(pausing, resumed);
    paused = pausing;
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<String> splitsToPause, Collection<String> splitsToResume) {
    pausedFromOutside.addAll(splitsToPause);
    pausedFromOutside.removeAll(splitsToResume);
    pauseFullStreams();
  }

  /** A partition whose start was not emitted yet is checkpointed at its former position. */
  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    return kafka.snapshotState(checkpointId).stream()
        .map(split -> unannounced.getOrDefault(split.splitId(), split))
        .toList();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> records = kafka.isAvailable();
    return records.isDone()
        ? records
        : CompletableFuture.anyOf(records, wake).thenAccept(either -> {});
  }

  @Override
  public void notifyNoMoreSplits() {
    kafka.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    kafka.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    kafka.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    kafka.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws Exception {
    try {
      kafka.close();
    } finally {
      if (room != null) {
        room.close();
      }
      topics.close();
      redis.close();
    }
  }
}
