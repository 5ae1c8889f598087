package io.renwu.connector.redis.streams.testing;

import io.renwu.connector.redis.streams.source.split.StreamSplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** An enumerator's surroundings with one reader; its turns are the test's to begin. */
public final class ManualCoordinator implements SplitEnumeratorContext<StreamSplit> {
  private final List<SourceEvent> events = new ArrayList<>();
  private final List<StreamSplit> assigned = new ArrayList<>();
  private final Map<Integer, ReaderInfo> readers = new HashMap<>();
  private Runnable periodic = () -> {};

  /** What is done again and again is done once. */
  public void turn() {
    periodic.run();
  }

  public void register(int reader) {
    readers.put(reader, ReaderInfo.createReaderInfo(reader, "here", List.of()));
  }

  /** What was sent to the reader, in order. */
  public List<SourceEvent> events() {
    return events;
  }

  public List<StreamSplit> assigned() {
    return assigned;
  }

  @Override
  public SplitEnumeratorMetricGroup metricGroup() {
    return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
  }

  @Override
  public void sendEventToSourceReader(int subtask, SourceEvent event) {
    events.add(event);
  }

  @Override
  public int currentParallelism() {
    return 1;
  }

  @Override
  public Map<Integer, ReaderInfo> registeredReaders() {
    return Map.copyOf(readers);
  }

  @Override
  public void assignSplits(SplitsAssignment<StreamSplit> assignment) {
    assignment.assignment().values().forEach(assigned::addAll);
  }

  @Override
  public void signalNoMoreSplits(int subtask) {}

  @Override
  public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> void callAsync(
      Callable<T> callable, BiConsumer<T, Throwable> handler, long delayMillis, long millis) {
    periodic = () -> handler.accept(null, null);
  }

  @Override
  public void runInCoordinatorThread(Runnable runnable) {
    runnable.run();
  }
}
