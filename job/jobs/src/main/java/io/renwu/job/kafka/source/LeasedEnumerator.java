package io.renwu.job.kafka.source;

import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.lease.LeaseKeeper;
import io.renwu.connector.redis.streams.source.enumerator.ForwardingEnumerator;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * An enumerator that holds the lease of its job. It starts once it has the lease; the job's tasks
 * wait for the lease in their sinks.
 */
final class LeasedEnumerator<T extends SourceSplit, S>
    extends ForwardingEnumerator<T, S, LeasedState<S>> {
  private static final Duration TURN = Duration.ofMillis(100);

  private final SplitEnumeratorContext<T> context;
  private final LeaseKeeper lease;
  private final RedisStreams redis;
  private boolean begun;

  /**
   * Wraps an enumerator.
   *
   * @param redis the connection of the lease, closed with it
   */
  LeasedEnumerator(
      SplitEnumeratorContext<T> context,
      SplitEnumerator<T, S> enumerator,
      LeaseKeeper lease,
      RedisStreams redis) {
    super(enumerator);
    this.context = context;
    this.lease = lease;
    this.redis = redis;
  }

  @Override
  public void start() {
    context.callAsync(() -> true, (yes, failure) -> turn(), 0, TURN.toMillis());
  }

  private void turn() {
    lease.acquireOrRenew();
    if (!begun && lease.isHeld()) {
      begun = true;
      super.start();
    }
  }

  @Override
  public LeasedState<S> snapshotState(long checkpointId) throws Exception {
    lease.beforeCheckpoint();
    return super.snapshotState(checkpointId);
  }

  @Override
  protected LeasedState<S> state(S state) {
    return new LeasedState<>(state, lease.number());
  }

  @Override
  public void close() throws IOException {
    try (redis;
        lease) {
      super.close();
    }
  }
}
