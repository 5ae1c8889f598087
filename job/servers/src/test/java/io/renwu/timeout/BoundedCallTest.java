package io.renwu.timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedCallTest {
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration LATE = Duration.ofMinutes(5);

  @Test
  void endsOnTimeoutAndInterruptsTheCall() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                BoundedCall.within(
                    SOON,
                    "kafka a:1",
                    () -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                      }
                      return "";
                    }))
        .isInstanceOf(NoAnswerException.class)
        .hasMessage("kafka a:1 did not answer within 0.05 s");
    interrupted.await();
  }

  @Test
  void returnsTheResultOrTheFailureOfTheCall() throws IOException {
    assertThat(BoundedCall.within(LATE, "a", () -> "answer")).isEqualTo("answer");
    IOException refused = new IOException("refused");
    assertThatThrownBy(
            () ->
                BoundedCall.within(
                    LATE,
                    "a",
                    () -> {
                      throw refused;
                    }))
        .isSameAs(refused);
    assertThat(BoundedCall.succeeds(SOON, "a", () -> new CountDownLatch(1).getCount() == 0))
        .isFalse();
    assertThat(BoundedCall.succeeds(LATE, "a", () -> true)).isTrue();
  }

  /** Each call waits for all others, which would never end on one thread. */
  @Test
  void callsRunInParallelAndReturnInOrder() {
    CountDownLatch all = new CountDownLatch(3);
    assertThat(
            BoundedCall.runAll(
                List.of("a", "b", "c"),
                name -> name,
                name -> {
                  all.countDown();
                  awaitQuietly(all);
                  return name + name;
                },
                line -> {}))
        .containsExactly("aa", "bb", "cc");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
