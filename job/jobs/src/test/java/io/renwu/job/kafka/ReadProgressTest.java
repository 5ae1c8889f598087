package io.renwu.job.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadProgressTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void failsIfNoMoreRecordsArrive() throws StalledException {
    ReadProgress progress = new ReadProgress("topic", Duration.ofSeconds(5));
    progress.recordPoll(false, SECOND.multipliedBy(4));
    progress.recordPoll(true, SECOND);
    progress.recordPoll(false, SECOND.multipliedBy(5));
    assertThatThrownBy(() -> progress.recordPoll(false, SECOND))
        .isInstanceOf(StalledException.class)
        .hasMessage("Kafka delivered no more records of topic for 5 s");
  }
}
