package io.renwu.connector.redis.streams.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whatever protection is taken out, the simulation finds that it is missing. */
class NegativeControlsTest {
  /** From here on each is noticed soon. */
  private static final long FIRST = 3_000;

  private static final long SEEDS = 2_000;

  @ParameterizedTest
  @EnumSource(value = Removed.class, mode = Mode.EXCLUDE, names = "NOTHING")
  void isMissed(Removed protection) {
    assertThat(QueueSimulation.violation(protection, FIRST, SEEDS)).isPresent();
  }
}
