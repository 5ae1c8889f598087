package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.source.event.BoundsEvent;
import io.renwu.connector.redis.streams.source.event.LeaseEvent;
import io.renwu.connector.redis.streams.source.event.RulesEvent;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import io.renwu.limit.TokenLease;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** The enumerator's context: knows the readers and passes events and splits to them. */
final class SimulatedCoordinator implements SplitEnumeratorContext<StreamSplit> {
  private final World world;
  private final LeaseAuditor auditor;
  private final AssignmentTracker tracker = new AssignmentTracker();
  private final Map<Integer, ReaderInfo> registered = new HashMap<>();
  private final Deque<Runnable> calls = new ArrayDeque<>();
  private Map<Integer, ReaderTask> readers = Map.of();
  private Runnable periodic = () -> {};
  private long periodMillis;
  private long nextMillis;

  SimulatedCoordinator(World world, LeaseAuditor auditor) {
    this.world = world;
    this.auditor = auditor;
  }

  LeaseAuditor auditor() {
    return auditor;
  }

  AssignmentTracker tracker() {
    return tracker;
  }

  /** Replaces the readers; the former ones receive nothing more. */
  void replaceReaders(Map<Integer, ReaderTask> newReaders) {
    readers = newReaders;
    registered.clear();
  }

  void register(int reader, List<StreamSplit> reported) {
    registered.put(reader, ReaderInfo.createReaderInfo(reader, "here", reported));
    auditor.register(reader);
  }

  /** Runs the next waiting call, or else the periodic one if it is due. */
  void step() {
    if (!calls.isEmpty()) {
      calls.remove().run();
    } else if (world.clock().millis() >= nextMillis) {
      nextMillis = world.clock().millis() + periodMillis;
      periodic.run();
    }
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
  }

  @Override
  public void sendEventToSourceReader(int subtask, SourceEvent event) {
    long nowNanos = TimeUnit.MILLISECONDS.toNanos(world.clock().millis());
    if (event instanceof RulesEvent rules) {
      auditor.renewed(rules.rules(), nowNanos);
      readers.get(subtask).receive(event);
      return;
    }
    if (event instanceof BoundsEvent) {
      readers.get(subtask).receive(event);
      return;
    }
    TokenLease lease = ((LeaseEvent) event).lease();
    if (world.removed() == Removed.LEASE_BUDGET) {
      List<Long> twice = lease.tokens().stream().map(tokens -> 2 * tokens).toList();
      lease = new TokenLease(lease.version(), twice, lease.validNanos());
    }
    auditor.granted(subtask, lease, nowNanos);
    readers.get(subtask).receive(new LeaseEvent(lease));
  }

  @Override
  public int currentParallelism() {
    return readers.size();
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return Map.copyOf(registered);
  }

  @Override
  public void assignSplits(SplitsAssignment<StreamSplit> assignment) {
    assignment
        .assignment()
        .forEach(
            (reader, splits) -> {
              tracker.assigned(reader, splits);
              readers.get(reader).receive(splits);
            });
  }

  @Override
  public void signalNoMoreSplits(int subtask) {
    throw new InvariantViolation("an unbounded source may always find more streams");
  }

  @Override
  public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> void callAsync(
      Callable<T> callable, BiConsumer<T, Throwable> handler, long delayMillis, long millis) {
    periodMillis = millis;
    periodic = () -> handler.accept(call(callable), null);
  }

  private static <T> T call(Callable<T> callable) {
    try {
      return callable.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void runInCoordinatorThread(Runnable runnable) {
    calls.add(runnable);
  }
}
