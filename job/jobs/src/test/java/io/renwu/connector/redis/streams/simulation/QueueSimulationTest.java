package io.renwu.connector.redis.streams.simulation;

import org.junit.jupiter.api.Test;

/**
 * Each record of Kafka is in the reading job's state once, in the order of its partition, whichever
 * processes and connections fail. {@code -Dtest.args=-Dsimulation.seeds=100000} runs more seeds,
 * {@code -Dtest.args=-Dsimulation.first=17} starts at another seed than 0.
 */
class QueueSimulationTest {
  private static final long SEEDS = Long.getLong("simulation.seeds", 3_000);
  private static final long FIRST = Long.getLong("simulation.first", 0);

  @Test
  void readsEachRecordOnceInOrderDespiteFaults() {
    QueueSimulation.violation(Removed.NOTHING, FIRST, SEEDS)
        .ifPresent(
            violation -> {
              throw violation;
            });
  }
}
