package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.client.ReaderMarks;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.testing.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs both jobs and the server in steps. All choices are drawn from one random generator. */
final class World {
  private static final int PATIENCE = 100_000;
  private static final int MAX_DEPTH = 3;
  private static final int RESTLESS_TIMES = 4;

  private final Random random;
  private final Removed removed;
  private final boolean restless;
  private final ManualClock clock = new ManualClock();
  private final SimulatedServer server = new SimulatedServer();
  private final List<SimulatedClient> clients = new ArrayList<>();
  private final KafkaLog kafka;
  private final WriterJob writers;
  private final ReaderJob readers;
  private boolean faulty = true;
  private long steps;
  private int depth;

  World(long seed, Removed removed) {
    this.random = new Random(seed);
    this.removed = removed;
    this.restless = removed == Removed.PREVIOUS || random.nextInt(8) == 0;
    this.kafka = new KafkaLog(random, clock.millis());
    boolean controlled =
        removed != Removed.CHECKPOINT_NOTICES && !restless && random.nextInt(3) > 0;
    double perSecond = 50 + random.nextInt(1_000);
    if (controlled && (removed == Removed.LEASE_BUDGET || random.nextBoolean())) {
      RateDocument rate = RateDocument.of(1, perSecond, false, "simulation", "", "");
      server.redis().replaceControl(0, rate.toJson()).join();
    }
    server.remember();
    this.writers = new WriterJob(this);
    this.readers =
        new ReaderJob(this, controlled ? ReaderRate.CONTROLLED : ReaderRate.OFF, perSecond);
  }

  Random random() {
    return random;
  }

  Removed removed() {
    return removed;
  }

  ManualClock clock() {
    return clock;
  }

  SimulatedServer server() {
    return server;
  }

  KafkaLog kafka() {
    return kafka;
  }

  /**
   * Whether the reading job restores older checkpoints more often than in other worlds, and the
   * server often loses its newest data right after the read of a partly trimmed page.
   */
  boolean isRestless() {
    return restless;
  }

  /** Whether faults still happen. */
  boolean isFaulty() {
    return faulty;
  }

  SimulatedClient connect() {
    clients.removeIf(SimulatedClient::isClosed);
    SimulatedClient client = new SimulatedClient(server, removed, restless, random);
    clients.add(client);
    return client;
  }

  /**
   * Runs a phase with faults and one without. At its end no fault may have had an effect, or the
   * reading job must have refused the checkpoint that it was restored from.
   */
  void run(int faultySteps) {
    while (steps < (restless ? (long) RESTLESS_TIMES * faultySteps : faultySteps)) {
      meanwhile();
    }
    faulty = false;
    kafka.complete();
    writers.killZombies();
    while (!readers.isDone()) {
      meanwhile();
    }
    if (readers.isRefused()) {
      return;
    }
    while (clients.stream().anyMatch(SimulatedClient::isBusy)) {
      clients.forEach(client -> client.step(false));
    }
    if (readers.retainsNothing() && server.losses() == 0) {
      kafka.streams().stream().filter(kafka::isGrowing).forEach(this::checkTrimmed);
    }
  }

  private void checkTrimmed(StreamId stream) {
    RedisStreams redis = server.redis();
    ReaderMarks marks = redis.readerMarks(stream).join();
    if (marks.trimmed() != readers.position(stream) || redis.length(stream).join() != 0) {
      throw new InvariantViolation("stream " + stream + " is not trimmed: " + marks);
    }
  }

  /** Runs one step of a random part; nested, while a writer waits within a step. */
  void meanwhile() {
    depth++;
    try {
      step();
    } finally {
      depth--;
    }
  }

  private void step() {
    steps++;
    if (steps > PATIENCE) {
      throw new InvariantViolation(
          "no end after "
              + PATIENCE
              + " steps: a record is lost or no task makes progress:"
              + state());
    }
    int draw = random.nextInt(1_000);
    if (draw < 400) {
      clients.get(random.nextInt(clients.size())).step(faulty);
    } else if (draw < 600) {
      writers.step(depth <= MAX_DEPTH);
    } else if (draw < 850) {
      readers.step();
    } else if (draw < 930) {
      passTime(1 + random.nextInt(random.nextInt(20) == 0 ? 1_000 : 40));
    } else if (draw < 938) {
      writers.trigger();
    } else if (draw < (restless ? 960 : 946)) {
      readers.trigger();
    } else if (faulty && draw >= 960) {
      fault(draw);
    }
  }

  private String state() {
    StringBuilder state = new StringBuilder();
    for (StreamId stream : kafka.streams()) {
      state
          .append(' ')
          .append(stream)
          .append(": ")
          .append(kafka.size(stream))
          .append(" records, the stream ends at ")
          .append(server.redis().highWater(stream).join())
          .append(server.redis().streams().join().containsKey(stream) ? "" : " unregistered")
          .append(", read ")
          .append(readers.count(stream))
          .append(';');
    }
    return state.append(" Readers: ").append(readers).toString();
  }

  private void passTime(long millis) {
    clock.advance(millis);
    writers.passTime();
  }

  private void fault(int draw) {
    if (draw < 966) {
      clients.get(random.nextInt(clients.size())).breakOff();
    } else if (draw < 976) {
      server.remember();
    } else if (draw < 978) {
      server.lose(random);
    } else if (draw < 984) {
      writers.restart();
    } else if (draw < 990) {
      readers.restart();
    } else if (draw < 994) {
      readers.abort();
    } else {
      server.runStraggler(random);
    }
  }
}
