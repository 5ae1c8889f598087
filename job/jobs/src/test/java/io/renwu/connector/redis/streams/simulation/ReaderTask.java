package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.event.RulesEvent;
import io.renwu.connector.redis.streams.source.reader.QuietReaders;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import io.renwu.connector.redis.streams.testing.ReaderHost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimitedSourceReader;

/**
 * One subtask of the reading job. As in Flink, messages of the enumerator are held back from the
 * enumerator's part of a checkpoint until the reader's.
 */
final class ReaderTask {
  private final World world;
  private final SimulatedClient client;
  private final SourceReader<QueueRecord, StreamSplit> reader;
  private final RecordOutput output;
  private final Deque<Object> inbox = new ArrayDeque<>();
  private final Deque<Object> held = new ArrayDeque<>();
  private final Deque<Long> notices = new ArrayDeque<>();
  private boolean gated;

  ReaderTask(World world, SourceSettings settings, ReaderHost host, RecordOutput output) {
    this.world = world;
    this.client = world.connect();
    this.output = output;
    SourceReader<QueueRecord, StreamSplit> real =
        QuietReaders.create(host, client.redis(), new Records(), settings, world.clock());
    this.reader =
        world.removed() == Removed.CHECKPOINT_NOTICES
            ? new RateLimitedSourceReader<>(real, tokens -> CompletableFuture.completedFuture(null))
            : real;
    reader.start();
  }

  void receive(SourceEvent event) {
    (gated ? held : inbox).add(event);
  }

  void receive(List<StreamSplit> splits) {
    (gated ? held : inbox).add(splits);
  }

  void closeGate() {
    gated = true;
  }

  void openGate() {
    gated = false;
    inbox.addAll(held);
    held.clear();
  }

  /** Records a completed checkpoint; the reader is notified later. */
  void notice(long checkpointId) {
    notices.add(checkpointId);
  }

  boolean hasHeardAll() {
    return notices.isEmpty();
  }

  void step() throws Exception {
    if (!notices.isEmpty() && world.random().nextInt(4) == 0) {
      reader.notifyCheckpointComplete(notices.remove());
    }
    openAll();
    var unused = reader.isAvailable();
    reader.pollNext(output);
  }

  private void openAll() {
    while (!inbox.isEmpty()) {
      open(inbox.remove());
    }
  }

  private void open(Object sent) {
    if (sent instanceof SourceEvent event) {
      if (event instanceof RulesEvent rules) {
        output.heard(rules.rules().version());
      }
      reader.handleSourceEvents(event);
      return;
    }
    List<StreamSplit> splits = new ArrayList<>();
    for (Object split : (List<?>) sent) {
      splits.add((StreamSplit) split);
    }
    reader.addSplits(splits);
  }

  /** Takes the reader's part of a checkpoint. */
  Set<StreamSplit> snapshot(long checkpointId) throws Exception {
    openAll();
    Set<StreamSplit> splits = new HashSet<>(reader.snapshotState(checkpointId));
    openGate();
    if (world.removed() == Removed.TRIM_AFTER_CHECKPOINT) {
      reader.notifyCheckpointComplete(checkpointId);
    }
    return splits;
  }

  void abort(long checkpointId) throws Exception {
    reader.notifyCheckpointAborted(checkpointId);
  }

  void die() {
    client.redis().close();
  }
}
