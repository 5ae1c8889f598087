package io.renwu.connector.redis.streams.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeriodicTest {
  private final Periodic periodic = new Periodic(Duration.ofNanos(10));

  @Test
  void isNeverTwiceUnderWay() {
    assertThat(periodic.begin(0)).isTrue();
    assertThat(periodic.begin(100)).isFalse();
    periodic.end();
    assertThat(periodic.begin(5)).isFalse();
    assertThat(periodic.begin(10)).isTrue();
  }

  @Test
  void tellsTheFirstFailureAndTheEndOfThem() {
    assertThat(periodic.succeeded()).isFalse();
    assertThat(periodic.failed(false)).isTrue();
    assertThat(periodic.failed(true)).isFalse();
    assertThat(periodic.succeeded()).isTrue();
    assertThat(periodic.succeeded()).isFalse();
  }

  @Test
  void aStepThatIsAnsweredDoesNotMakeUpForOneThatIsRefused() {
    for (int attempt = 0; attempt < 5; attempt++) {
      assertThat(periodic.isRefused()).isFalse();
      assertThat(periodic.begin(attempt * 10L)).isTrue();
      periodic.end();
      periodic.resume();
      assertThat(periodic.succeeded()).isFalse();
      periodic.end();
      periodic.failed(true);
    }
    assertThat(periodic.isRefused()).isTrue();
  }

  @Test
  void anAbsenceIsNoRefusal() {
    for (int attempt = 0; attempt < 100; attempt++) {
      periodic.failed(attempt % 4 == 0);
    }
    assertThat(periodic.isRefused()).isFalse();
  }
}
