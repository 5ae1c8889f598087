package io.renwu.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LaterCheckpointTest {
  private static final Instant SINCE = Instant.parse("2026-11-23T10:00:00Z");

  private static boolean isSince(long completedMillis, long durationMillis) {
    return LaterCheckpoint.isSince(
        new FlinkCheckpoints.Checkpoint(
            1, SINCE.plusMillis(completedMillis), durationMillis, 0, ""),
        SINCE);
  }

  @Test
  void comparesTheTriggerNotTheCompletion() {
    assertThat(isSince(700, 700)).isTrue();
    assertThat(isSince(700, 701)).isFalse();
    assertThat(isSince(0, 0)).isTrue();
    assertThat(isSince(-1, 0)).isFalse();
  }
}
