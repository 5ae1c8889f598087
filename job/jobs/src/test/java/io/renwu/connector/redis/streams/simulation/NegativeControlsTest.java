package io.renwu.connector.redis.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The simulation finds a violation if any one of the protections is removed. */
class NegativeControlsTest {
  /** From this seed on, each missing protection is found soon. */
  private static final long FIRST = 3_000;

  private static final long SEEDS = 2_000;

  @ParameterizedTest
  @EnumSource(value = Removed.class, mode = Mode.EXCLUDE, names = "NOTHING")
  void findsTheMissingProtection(Removed protection) {
    assertThat(QueueSimulation.violation(protection, FIRST, SEEDS)).isPresent();
  }
}
