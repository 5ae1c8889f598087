package io.renwu.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
  @Test
  void returnsTheValueThatSatisfiesTheCondition() {
    AtomicInteger calls = new AtomicInteger();
    int value =
        Await.until("three", Duration.ofSeconds(10), calls::incrementAndGet, seen -> seen >= 3);
    assertThat(value).isEqualTo(3);
  }

  @Test
  void reportsTheConditionAndTheLastValue() {
    assertThatThrownBy(
            () -> Await.until("green", Duration.ofMillis(60), () -> "red", "green"::equals))
        .isInstanceOf(ServerException.class)
        .hasMessage("waited 60 ms for green; last seen: red");
  }

  @Test
  void aCheckedExceptionIsRetriedAndReportedOnTimeout() {
    assertThatThrownBy(
            () ->
                Await.untilTrue(
                    "an answer",
                    Duration.ofMillis(60),
                    () -> {
                      throw new IOException("refused");
                    }))
        .hasMessageContaining("last seen: java.io.IOException: refused")
        .hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void anUncheckedExceptionEndsTheWait() {
    assertThatThrownBy(
            () ->
                Await.untilTrue(
                    "an answer",
                    Duration.ofHours(1),
                    () -> {
                      throw new ServerException("it is dead");
                    }))
        .hasMessage("it is dead");
  }
}
