package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.sink.PlainWriters;
import io.renwu.connector.redis.streams.sink.SinkSettings;
import io.renwu.connector.redis.streams.testing.ManualTimers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.connector.sink2.SinkWriter;

/** One subtask of the writing job: reads its partitions and passes the records to its writer. */
final class WriterTask {
  private static final int MAX_RUN = 6;

  private final World world;
  private final SimulatedClient client;
  private final SimulatedMailbox mailbox;
  private final ManualTimers timers;
  private final SinkWriter<QueueRecord> writer;
  private final Map<StreamId, Integer> restored;
  private final List<QueueRecord> announcements;
  private final Map<StreamId, Integer> next = new TreeMap<>();
  private boolean working;
  private boolean dead;

  /**
   * Starts the task.
   *
   * @param restored the index of the next record of each partition
   * @param announcements of the offsets where reading starts instead; empty: as restored
   */
  WriterTask(
      World world,
      SinkSettings settings,
      Map<StreamId, Integer> restored,
      List<QueueRecord> announcements) {
    this.world = world;
    this.client = world.connect();
    this.mailbox = new SimulatedMailbox(world::meanwhile);
    this.timers = new ManualTimers(mailbox);
    this.writer = PlainWriters.create(client.redis(), settings, mailbox, timers);
    this.restored = restored;
    this.announcements = new ArrayList<>(announcements);
    next.putAll(restored);
    passTime();
  }

  void passTime() {
    timers.advanceTo(world.clock().millis());
  }

  /** Whether a step is in progress and waits for an answer. */
  boolean isWorking() {
    return working;
  }

  boolean isDead() {
    return dead;
  }

  void die() {
    dead = true;
    mailbox.die();
    client.redis().close();
  }

  void handleMail() {
    mailbox.tryYield();
  }

  /** Handles a mail, or reads and writes a few records. */
  void step() throws IOException, InterruptedException {
    if (world.random().nextBoolean() && mailbox.tryYield()) {
      return;
    }
    if (!announcements.isEmpty()) {
      announce();
      return;
    }
    List<StreamId> open = new ArrayList<>();
    next.forEach(
        (stream, index) -> {
          if (index < world.kafka().size(stream)) {
            open.add(stream);
          }
        });
    if (open.isEmpty()) {
      return;
    }
    StreamId stream = open.get(world.random().nextInt(open.size()));
    working = true;
    try {
      for (int left = 1 + world.random().nextInt(MAX_RUN); left > 0; left--) {
        int index = next.get(stream);
        if (index < world.kafka().size(stream)) {
          next.put(stream, index + 1);
          writer.write(world.kafka().get(stream, index), null);
        }
      }
    } finally {
      working = false;
    }
  }

  private void announce() throws IOException, InterruptedException {
    List<QueueRecord> origins = List.copyOf(announcements);
    announcements.clear();
    working = true;
    try {
      for (QueueRecord origin : origins) {
        StreamId stream = origin.stream();
        next.put(stream, world.kafka().indexOf(stream, origin.offset()));
        writer.write(origin, null);
      }
    } finally {
      working = false;
    }
  }

  /**
   * Takes the part of a checkpoint: the next indexes, once all records before them are in the
   * queue.
   */
  Map<StreamId, Integer> snapshot() throws IOException, InterruptedException {
    working = true;
    try {
      writer.flush(false);
      return Map.copyOf(announcements.isEmpty() ? next : restored);
    } finally {
      working = false;
    }
  }
}
