package io.renwu.connector.redis.streams.simulation;

import io.renwu.connector.redis.streams.client.FakeRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A server that can return to an earlier state, as after a failover to a replica that lacks the
 * newest writes, and that runs commands long after their senders have failed.
 */
final class SimulatedServer {
  private final FakeRedisStreams redis = new FakeRedisStreams();
  private final List<Runnable> pasts = new ArrayList<>();
  private final List<Runnable> stragglers = new ArrayList<>();
  private int losses;

  RedisStreams redis() {
    return redis;
  }

  /** Saves the current state as one to which the server may return. */
  void remember() {
    pasts.add(redis.backup());
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

  /** Adds a command that reaches the server after its sender has failed. */
  void addStraggler(Runnable command) {
    stragglers.add(command);
  }

  void runStraggler(Random random) {
    if (!stragglers.isEmpty()) {
      stragglers.remove(random.nextInt(stragglers.size())).run();
    }
  }
}
