package io.renwu.connector.redis.streams.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeriodicRequestTest {
  private final PeriodicRequest periodicRequest = new PeriodicRequest(Duration.ofNanos(10));

  @Test
  void runsOnceAtATime() {
    assertThat(periodicRequest.begin(0)).isTrue();
    assertThat(periodicRequest.begin(100)).isFalse();
    periodicRequest.end();
    assertThat(periodicRequest.begin(5)).isFalse();
    assertThat(periodicRequest.begin(10)).isTrue();
  }

  @Test
  void reportsTheFirstFailureAndTheRecovery() {
    assertThat(periodicRequest.succeeded()).isFalse();
    assertThat(periodicRequest.failed(false)).isTrue();
    assertThat(periodicRequest.failed(true)).isFalse();
    assertThat(periodicRequest.succeeded()).isTrue();
    assertThat(periodicRequest.succeeded()).isFalse();
  }

  @Test
  void anAnsweredStepDoesNotResetTheRefusalsOfALaterOne() {
    for (int attempt = 0; attempt < 5; attempt++) {
      assertThat(periodicRequest.isRefused()).isFalse();
      assertThat(periodicRequest.begin(attempt * 10L)).isTrue();
      periodicRequest.end();
      periodicRequest.resume();
      assertThat(periodicRequest.succeeded()).isFalse();
      periodicRequest.end();
      periodicRequest.failed(true);
    }
    assertThat(periodicRequest.isRefused()).isTrue();
  }

  @Test
  void aMissingAnswerIsNotARefusal() {
    for (int attempt = 0; attempt < 100; attempt++) {
      periodicRequest.failed(attempt % 4 == 0);
    }
    assertThat(periodicRequest.isRefused()).isFalse();
  }
}
