package io.renwu.job.kafka;

import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.lease.LeaseKeeper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * An enumerator of a job that has to be alone: holds the job's lease beside it. The enumerator is
 * begun with the lease; the job's tasks wait for it in their sinks.
 */
final class LeasedEnumerator<T extends SourceSplit, S>
    implements SplitEnumerator<T, LeasedState<S>> {
  private static final Duration TURN = Duration.ofMillis(100);

  private final SplitEnumeratorContext<T> context;
  private final SplitEnumerator<T, S> enumerator;
  private final LeaseKeeper lease;
  private final RedisStreams redis;
  private boolean begun;

  /**
   * Wraps one.
   *
   * @param redis of the lease, to be closed with it
   */
  LeasedEnumerator(
      SplitEnumeratorContext<T> context,
      SplitEnumerator<T, S> enumerator,
      LeaseKeeper lease,
      RedisStreams redis) {
    this.context = context;
    this.enumerator = enumerator;
    this.lease = lease;
    this.redis = redis;
  }

  @Override
  public void start() {
    context.callAsync(() -> true, (yes, failure) -> turn(), 0, TURN.toMillis());
  }

  private void turn() {
    lease.turn();
    if (!begun && lease.isHeld()) {
      begun = true;
      enumerator.start();
    }
  }

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {
    enumerator.handleSplitRequest(subtask, requesterHostname);
  }

  @Override
  public void addSplitsBack(List<T> splits, int subtask) {
    enumerator.addSplitsBack(splits, subtask);
  }

  @Override
  public void addReader(int subtask) {
    enumerator.addReader(subtask);
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    enumerator.handleSourceEvent(subtask, event);
  }

  @Override
  public LeasedState<S> snapshotState(long checkpointId) throws Exception {
    lease.beforeCheckpoint();
    return new LeasedState<>(enumerator.snapshotState(checkpointId), lease.number());
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    enumerator.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    enumerator.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void close() throws IOException {
    try (redis;
        lease) {
      enumerator.close();
    }
  }
}
