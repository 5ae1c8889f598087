package io.renwu.connector.redis.streams.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordFailuresTest {
  @Test
  void readsWhatTheScriptWrites() {
    assertThat(RecordFailures.parse("12 2026-11-22T09:00:00.250Z a b  c"))
        .isEqualTo(new RecordFailures(12, Instant.parse("2026-11-22T09:00:00.250Z"), "a b  c"));
  }

  @Test
  void refusesOtherTextsAndNamesTheExpectedForm() {
    for (String text : List.of("", "1", "1 2026-11-22T09:00:00Z", "x 2026-11-22T09:00:00Z y")) {
      assertThatThrownBy(() -> RecordFailures.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("found '" + text + "', expected '<count> <time> <cause>'");
    }
    assertThatThrownBy(() -> RecordFailures.parse("1 yesterday y")).hasMessageContaining("'1 yes");
  }
}
