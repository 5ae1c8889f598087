package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.source.config.DownstreamSignal;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.config.SourceRules;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.config.StartPosition;
import io.renwu.connector.redis.streams.source.enumerator.EnumeratorState;
import io.renwu.connector.redis.streams.source.enumerator.RedisStreamsEnumerator;
import io.renwu.connector.redis.streams.source.reader.EntriesMissingException;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import io.renwu.connector.redis.streams.testing.ReaderHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.util.ExceptionUtils;

/** The reading job: its enumerator, its readers, its checkpoints, and its state. */
final class ReaderJob {
  private static final int MAX_PARALLELISM = 3;
  private static final int MAX_REFUSALS = 5;

  private final World world;
  private final double perSecond;
  private final SourceSettings settings;
  private final History history;
  private final RestorePoints points;
  private SimulatedCoordinator coordinator;
  private SimulatedClient client;
  private RedisStreamsEnumerator enumerator;
  private Map<Integer, ReaderTask> tasks = Map.of();
  private ReaderCheckpoint pending;
  private long lastId;
  private int refusals;

  ReaderJob(World world, ReaderRate rate, double perSecond) {
    this.world = world;
    this.perSecond = perSecond;
    this.history = new History(world.kafka());
    Duration retained = Duration.ofMillis(world.random().nextBoolean() ? 0 : 40);
    this.settings =
        new SourceSettings(
            StartPosition.TAKEN,
            retained,
            Duration.ofMillis(200),
            Duration.ofMillis(20),
            rate,
            Duration.ofMillis(world.random().nextInt(3) * 50L),
            1 << 20);
    this.points = new RestorePoints(world.kafka(), retained);
    start(null, 1 + world.random().nextInt(MAX_PARALLELISM));
  }

  boolean retainsNothing() {
    return settings.retained().isZero();
  }

  private void start(ReaderCheckpoint from, int parallelism) {
    if (client != null) {
      client.redis().close();
    }
    coordinator = new SimulatedCoordinator(world, new LeaseAuditor(perSecond));
    client = world.connect();
    enumerator =
        new RedisStreamsEnumerator(
            coordinator,
            client.redis(),
            settings,
            SourceRules.DEFAULT,
            DownstreamSignal.NONE,
            Boundedness.CONTINUOUS_UNBOUNDED,
            from == null ? EnumeratorState.EMPTY : from.enumerator(),
            world.clock());
    enumerator.start();
    List<List<StreamSplit>> parts = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      parts.add(new ArrayList<>());
    }
    if (from != null) {
      for (Set<StreamSplit> splits : from.splits().values()) {
        splits.forEach(split -> parts.get(world.random().nextInt(parallelism)).add(split));
      }
    }
    startReaders(from, parts);
  }

  private void startReaders(ReaderCheckpoint from, List<List<StreamSplit>> parts) {
    tasks.values().forEach(ReaderTask::die);
    pending = null;
    history.restore(from == null ? Map.of() : from.counts());
    Map<Integer, ReaderTask> started = new TreeMap<>();
    for (int reader = 0; reader < parts.size(); reader++) {
      int subtask = reader;
      RedisStreamsEnumerator current = enumerator;
      SimulatedCoordinator host = coordinator;
      started.put(
          subtask,
          new ReaderTask(
              world,
              settings,
              new ReaderHost(
                  subtask,
                  event ->
                      host.runInCoordinatorThread(() -> current.handleSourceEvent(subtask, event))),
              new RecordOutput(subtask, history, host.auditor())));
    }
    tasks = started;
    coordinator.replaceReaders(started);
    for (int reader = 0; reader < parts.size(); reader++) {
      coordinator.register(reader, restored(parts.get(reader)));
      enumerator.addReader(reader);
    }
  }

  private EnumeratorState enumeratorState() {
    try {
      return enumerator.snapshotState(lastId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<StreamSplit> restored(List<StreamSplit> splits) {
    return world.removed() == Removed.RESTORED_POSITIONS
        ? splits.stream().map(split -> new StreamSplit(split.stream(), 0)).toList()
        : splits;
  }

  /**
   * Fails the job and restores it: in place, or as a new job, perhaps from an older checkpoint and
   * with another parallelism.
   */
  void restart() {
    ReaderCheckpoint last = points.last();
    if (last != null
        && !world.isRestless()
        && last == points.base()
        && tasks.size() == last.splits().size()
        && world.random().nextBoolean()) {
      restartInPlace(last);
      return;
    }
    ReaderCheckpoint from =
        world.isFaulty() && world.random().nextInt(world.isRestless() ? 2 : 3) == 0
            ? points.any(world.random())
            : last;
    points.restore(from);
    start(from, 1 + world.random().nextInt(MAX_PARALLELISM));
  }

  private void restartInPlace(ReaderCheckpoint from) {
    List<List<StreamSplit>> parts = new ArrayList<>();
    for (int reader = 0; reader < tasks.size(); reader++) {
      parts.add(List.copyOf(from.splits().get(reader)));
    }
    Map<Integer, List<StreamSplit>> back = new HashMap<>();
    for (int reader = 0; reader < tasks.size(); reader++) {
      back.put(reader, coordinator.tracker().removeAfter(reader, from.id()));
    }
    coordinator.replaceReaders(tasks);
    back.forEach((reader, splits) -> enumerator.addSplitsBack(splits, reader));
    startReaders(from, parts);
  }

  void step() {
    if (world.random().nextInt(3) == 0) {
      coordinator.step();
      return;
    }
    int reader = world.random().nextInt(tasks.size());
    try {
      ReaderTask task = tasks.get(reader);
      if (pending != null && pending.misses(reader) && world.random().nextInt(3) == 0) {
        if (pending.add(reader, task.snapshot(pending.id()), history)) {
          complete();
        }
      } else {
        task.step();
      }
    } catch (Exception e) {
      failed(e);
    }
  }

  private void complete() {
    points.completed(pending);
    long id = pending.id();
    pending = null;
    coordinator.tracker().completed(id);
    tasks.values().forEach(task -> task.notice(id));
  }

  private void failed(Exception failure) {
    if (failure instanceof InvariantViolation violation) {
      throw violation;
    }
    if (ExceptionUtils.findThrowable(failure, EntriesMissingException.class).isPresent()) {
      refuse(failure);
      return;
    }
    if (ExceptionUtils.findThrowable(failure, IOException.class).isEmpty()) {
      throw new InvariantViolation("a reader fails", failure);
    }
    restart();
  }

  /**
   * A checkpoint older than the retained span may be refused; the job then restores the one that
   * has read the most.
   */
  private void refuse(Exception failure) {
    if (!points.isBehindSpan()) {
      throw new InvariantViolation("entries that a checkpoint needs are missing", failure);
    }
    ReaderCheckpoint furthest = points.furthest();
    refusals++;
    points.restore(furthest);
    start(furthest, 1 + world.random().nextInt(MAX_PARALLELISM));
  }

  /** Whether restores were refused so often that no checkpoint seems usable. */
  boolean isRefused() {
    return refusals > MAX_REFUSALS;
  }

  void trigger() {
    if (pending == null) {
      lastId++;
      pending = new ReaderCheckpoint(lastId, enumeratorState(), history.counts(), tasks.keySet());
      coordinator.tracker().began(lastId);
      tasks.values().forEach(ReaderTask::closeGate);
    }
  }

  /** Aborts the pending checkpoint, if any. */
  void abort() {
    if (pending != null) {
      long id = pending.id();
      pending = null;
      try {
        for (ReaderTask task : tasks.values()) {
          task.openGate();
          task.abort(id);
        }
      } catch (Exception e) {
        failed(e);
      }
    }
  }

  /**
   * Whether all records are read, and covered by a completed checkpoint of which every reader was
   * notified.
   */
  boolean isDone() {
    ReaderCheckpoint last = points.last();
    boolean complete =
        history.isComplete()
            && last != null
            && last.counts().equals(history.counts())
            && tasks.values().stream().allMatch(ReaderTask::hasHeardAll);
    return complete || isRefused();
  }

  @Override
  public String toString() {
    String last = points.last() == null ? "" : ", last checkpoint " + points.last().splits();
    return tasks.size() + ", " + enumeratorState() + last + ", " + settings;
  }

  int count(StreamId stream) {
    return history.count(stream);
  }

  long position(StreamId stream) {
    return points.last().position(stream);
  }
}
