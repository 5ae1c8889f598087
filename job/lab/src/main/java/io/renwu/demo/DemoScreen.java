package io.renwu.demo;

import io.renwu.access.SampleTasks;
import io.renwu.connector.redis.streams.client.LettuceQueueAccess;
import io.renwu.connector.redis.streams.client.QueueAccess;
import io.renwu.connector.redis.streams.inspect.QueueExpectations;
import io.renwu.connector.redis.streams.inspect.QueueInspector;
import io.renwu.connector.redis.streams.inspect.QueueStatus;
import io.renwu.connector.redis.streams.inspect.StreamStatus;
import io.renwu.demo.view.DemoSnapshot;
import io.renwu.demo.view.DemoSnapshot.BehaviorCount;
import io.renwu.demo.view.DemoSnapshot.TaskCount;
import io.renwu.demo.view.LiveView;
import io.renwu.job.SystemAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Collects the figures of the demonstration and draws them. Not thread-safe. */
final class DemoScreen implements AutoCloseable {
  private static final long ANSWER_SECONDS = 10;

  private final DemoServers servers;
  private final DemoSettings settings;
  private final SampleTasks tasks;
  private final RewardWatch watch;
  private final LiveView view;
  private final QueueAccess queue;
  private long second = -1;
  private Map<String, Long> sentBefore = Map.of();
  private Map<String, Long> perSecond = Map.of();
  private long queued;
  private double achieved;
  private @Nullable Double rateSet;

  DemoScreen(
      DemoServers servers,
      DemoSettings settings,
      SampleTasks tasks,
      RewardWatch watch,
      LiveView view) {
    this.servers = servers;
    this.settings = settings;
    this.tasks = tasks;
    this.watch = watch;
    this.view = view;
    this.queue = LettuceQueueAccess.connect(new SystemAccess(servers.config()).redis());
  }

  /** Draws a frame; servers are asked once a second. */
  void draw(String phase, Duration elapsed, Map<String, Long> sent)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (elapsed.toSeconds() != second) {
      second = elapsed.toSeconds();
      refresh(sent);
      watch.nextSecond();
    }
    List<BehaviorCount> behaviors = new ArrayList<>();
    sent.forEach(
        (behavior, total) ->
            behaviors.add(
                new BehaviorCount(behavior, total, perSecond.getOrDefault(behavior, 0L))));
    List<TaskCount> counts = new ArrayList<>();
    tasks
        .names()
        .forEach(
            (taskId, name) ->
                counts.add(
                    new TaskCount(
                        taskId, name, watch.rewards(taskId), watch.recentRewards(taskId))));
    view.draw(
        new DemoSnapshot(
            phase,
            elapsed,
            settings.planned(),
            behaviors,
            queued,
            achieved,
            rateSet,
            counts,
            watch.lastRewards(),
            sent.values().stream().mapToLong(Long::longValue).sum(),
            watch.deadLetters(),
            watch.duplicates(),
            servers.flink().webUi().toString(),
            List.of("./renwu queue status", "./renwu rate set 100", "./renwu publish DIR")));
  }

  private void refresh(Map<String, Long> sent)
      throws InterruptedException, ExecutionException, TimeoutException {
    perSecond = new HashMap<>();
    sent.forEach(
        (behavior, total) ->
            perSecond.put(behavior, total - sentBefore.getOrDefault(behavior, 0L)));
    sentBefore = sent;
    QueueStatus status =
        new QueueInspector(queue)
            .status(QueueExpectations.NONE)
            .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    queued = status.sum(StreamStatus::waiting);
    achieved = status.report().map(report -> report.achieved().over1s()).orElse(0.0);
    rateSet =
        status
            .control()
            .map(document -> document.paused() ? Double.valueOf(0) : document.rate())
            .orElse(null);
  }

  @Override
  public void close() {
    queue.close();
  }
}
