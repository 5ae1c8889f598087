package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.Compression;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.sink.LostRecordsException;
import io.renwu.connector.redis.streams.sink.SinkSettings;
import io.renwu.job.kafka.Announcements;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.util.ExceptionUtils;

/**
 * The writing job: its subtasks, its checkpoints, and subtasks of earlier runs that still write.
 */
final class WriterJob {
  private static final int MAX_PARALLELISM = 3;
  private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(20);

  private final World world;
  private final SinkSettings settings;
  private final List<Map<StreamId, Integer>> completed = new ArrayList<>();
  private final List<WriterTask> zombies = new ArrayList<>();
  private List<WriterTask> tasks = List.of();
  private Map<StreamId, Integer> snapshot;
  private Set<WriterTask> missing = Set.of();

  WriterJob(World world) {
    this.world = world;
    this.settings =
        new SinkSettings(
            1 + world.random().nextInt(5),
            1_000,
            Duration.ofMillis(world.random().nextInt(30)),
            Compression.NONE,
            world.random().nextInt(4) == 0 ? 60 : 1 << 20,
            DELIVERY_TIMEOUT);
    Map<StreamId, Integer> beginning = new TreeMap<>();
    world.kafka().streams().forEach(stream -> beginning.put(stream, 0));
    completed.add(beginning);
    start();
  }

  private void start() {
    boolean older = world.isFaulty() && world.random().nextInt(5) == 0;
    int from = older ? world.random().nextInt(completed.size()) : completed.size() - 1;
    int parallelism = 1 + world.random().nextInt(MAX_PARALLELISM);
    List<Map<StreamId, Integer>> parts = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      parts.add(new HashMap<>());
    }
    completed
        .get(from)
        .forEach((stream, next) -> parts.get(stream.partition() % parallelism).put(stream, next));
    List<WriterTask> started = new ArrayList<>();
    for (Map<StreamId, Integer> part : parts) {
      started.add(new WriterTask(world, settings, part, announcements(part, from == 0)));
    }
    tasks = started;
    snapshot = null;
  }

  private List<QueueRecord> announcements(Map<StreamId, Integer> part, boolean first) {
    if (world.removed() == Removed.REWIND) {
      return List.of();
    }
    List<QueueRecord> announcements = new ArrayList<>();
    part.forEach(
        (stream, next) -> {
          OptionalLong resume =
              first ? OptionalLong.empty() : OptionalLong.of(world.kafka().offset(stream, next));
          announcements.add(Announcements.of(world.server().redis(), stream, resume));
        });
    return announcements;
  }

  /** Fails the job and restores it; some of its subtasks continue for a while. */
  void restart() {
    for (WriterTask task : tasks) {
      if (!task.isDead() && world.isFaulty() && world.random().nextInt(3) == 0) {
        zombies.add(task);
      } else {
        task.die();
      }
    }
    start();
  }

  /**
   * Runs a step of a random writer.
   *
   * @param mayWait whether the step may wait for answers
   */
  void step(boolean mayWait) {
    List<WriterTask> idle = new ArrayList<>(tasks);
    idle.addAll(zombies);
    idle.removeIf(task -> task.isWorking() || task.isDead());
    if (idle.isEmpty()) {
      return;
    }
    WriterTask task = idle.get(world.random().nextInt(idle.size()));
    try {
      if (!mayWait) {
        task.handleMail();
      } else if (missing.contains(task) && world.random().nextInt(3) == 0) {
        checkpoint(task);
      } else {
        task.step();
      }
    } catch (IOException | RuntimeException | InterruptedException e) {
      failed(task, e);
    }
  }

  private void failed(WriterTask task, Exception failure) {
    if (failure instanceof InvariantViolation violation) {
      throw violation;
    }
    if (failure instanceof SimulatedMailbox.Died) {
      return;
    }
    boolean lost = ExceptionUtils.findThrowable(failure, LostRecordsException.class).isPresent();
    if (lost && world.server().losses() == 0) {
      throw new InvariantViolation("a writer reports a loss that did not happen", failure);
    }
    if (ExceptionUtils.findThrowable(failure, IOException.class).isEmpty()) {
      throw new InvariantViolation("a writer fails", failure);
    }
    task.die();
    if (tasks.contains(task)) {
      restart();
    }
  }

  void trigger() {
    if (snapshot == null) {
      snapshot = new TreeMap<>();
      missing = new HashSet<>(tasks);
    }
  }

  private void checkpoint(WriterTask task) throws IOException, InterruptedException {
    Set<WriterTask> waiting = missing;
    waiting.remove(task);
    Map<StreamId, Integer> into = snapshot;
    Map<StreamId, Integer> part = task.snapshot();
    if (snapshot == null || into != snapshot || !tasks.contains(task)) {
      return;
    }
    snapshot.putAll(part);
    if (snapshot.size() == completed.get(0).size() && waiting.isEmpty()) {
      completed.add(snapshot);
      snapshot = null;
    }
  }

  void passTime() {
    tasks.forEach(WriterTask::passTime);
    zombies.forEach(WriterTask::passTime);
  }

  void killZombies() {
    zombies.forEach(WriterTask::die);
    zombies.clear();
  }
}
