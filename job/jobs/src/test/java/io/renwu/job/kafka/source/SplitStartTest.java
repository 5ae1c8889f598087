package io.renwu.job.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.renwu.connector.redis.streams.StreamId;
import java.io.IOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SplitStartTest {
  private static final StreamId STREAM = new StreamId("behavior.login", 3);

  private static SplitStart start(Integer resume, long logStart, Integer end) throws IOException {
    return SplitStart.of(
        new SplitStartFacts(STREAM, "id", optional(resume), logStart, optional(end)));
  }

  private static OptionalLong optional(Integer number) {
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  private static SplitStart expected(long offset, long rewound, boolean known) {
    return new SplitStart(STREAM, "id", offset, rewound, known);
  }

  @Test
  void continuesAtTheCheckpoint() throws IOException {
    assertThat(start(70, 0, 70)).isEqualTo(expected(70, 0, true));
  }

  @Test
  void rereadsAfterAnOldCheckpointForTheDeadLetters() throws IOException {
    assertThat(start(50, 0, 70)).isEqualTo(expected(50, 0, true));
  }

  @Test
  void rewindsToTheEndOfTheStream() throws IOException {
    assertThat(start(70, 0, 40)).isEqualTo(expected(40, 30, true));
  }

  @Test
  void rewindsToTheBeginningIfTheStreamIsMissing() throws IOException {
    assertThat(start(70, 0, null)).isEqualTo(expected(0, 70, false));
  }

  @Test
  void startsAtTheFirstRecordOfANewStream() throws IOException {
    assertThat(start(null, 0, null)).isEqualTo(expected(0, 0, false));
    assertThat(start(null, 25, null)).isEqualTo(expected(25, 0, false));
  }

  @Test
  void rereadsAKnownStreamWithoutAResumePosition() throws IOException {
    assertThat(start(null, 25, 70)).isEqualTo(expected(25, 0, true));
  }

  @Test
  void continuesAtTheLogStartIfTheStreamHasAllBeforeIt() throws IOException {
    assertThat(start(50, 60, 70)).isEqualTo(expected(60, 0, true));
    assertThat(start(70, 60, 60)).isEqualTo(expected(60, 10, true));
  }

  @Test
  void namesTheLostOffsets() {
    assertThatThrownBy(() -> start(70, 60, 40))
        .isInstanceOf(LostInKafkaException.class)
        .hasMessageContaining("behavior.login:3 lacks the records at the offsets 40 to 59")
        .hasMessageContaining("renwu queue accept-loss behavior.login:3");
    assertThatThrownBy(() -> start(70, 60, null)).hasMessageContaining("offsets 0 to 59");
    assertThatThrownBy(() -> start(null, 60, 40)).hasMessageContaining("offsets 40 to 59");
  }
}
