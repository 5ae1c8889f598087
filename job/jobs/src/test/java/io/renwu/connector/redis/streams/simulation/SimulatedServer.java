package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.client.FakeRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A server that can go back to any of its pasts, as one does that is promoted without its master's
 * tail, and that runs commands long after their senders gave them up.
 */
final class SimulatedServer {
  private final FakeRedisStreams redis = new FakeRedisStreams();
  private final List<Runnable> pasts = new ArrayList<>();
  private final List<Runnable> stragglers = new ArrayList<>();
  private int losses;

  RedisStreams redis() {
    return redis;
  }

  /** The present is a past that the server may go back to. */
  void remember() {
    pasts.add(redis.remember());
  }

  void lose(Random random) {
    int past = random.nextInt(4) == 0 ? 0 : random.nextInt(pasts.size());
    pasts.get(past).run();
    pasts.subList(past + 1, pasts.size()).clear();
    losses++;
  }

  int losses() {
    return losses;
  }

  /** A command is on its way though its sender no longer waits for it. */
  void addStraggler(Runnable command) {
    stragglers.add(command);
  }

  void runStraggler(Random random) {
    if (!stragglers.isEmpty()) {
      stragglers.remove(random.nextInt(stragglers.size())).run();
    }
  }
}
