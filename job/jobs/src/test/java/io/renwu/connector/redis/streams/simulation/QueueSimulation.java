package io.renwu.connector.redis.streams.simulation;

import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/** Runs the simulation for a range of seeds. */
final class QueueSimulation {
  private static final int FAULTY_STEPS = 600;
  private static final String CONNECTOR = "io.renwu.connector.redis.streams";

  private QueueSimulation() {}

  /**
   * Returns the first violation that is found; its message has the seed.
   *
   * @param removed the protection to leave out
   */
  static Optional<AssertionError> violation(Removed removed, long first, long seeds) {
    Level before = LogManager.getLogger(CONNECTOR).getLevel();
    Configurator.setLevel(CONNECTOR, Level.OFF);
    try {
      return LongStream.range(first, first + seeds)
          .parallel()
          .mapToObj(seed -> violation(removed, seed))
          .flatMap(Optional::stream)
          .findFirst();
    } finally {
      Configurator.setLevel(CONNECTOR, before);
    }
  }

  private static Optional<AssertionError> violation(Removed removed, long seed) {
    try {
      new World(seed, removed).run(FAULTY_STEPS);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(new AssertionError("seed " + seed + ": " + e.getMessage(), e));
    }
  }
}
