package io.renwu.function;

import static io.renwu.function.Documents.NOON;
import static io.renwu.function.Documents.comment;
import static io.renwu.function.Documents.commentDaily;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.renwu.model.DecisionLevel;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** Events whose processing fails are told of, and fail the job with what they failed with. */
@SuppressWarnings("try") // the harness declares close() throws Exception
class FailingEventsTest {
  private static final QueuedEvent GOOD = new QueuedEvent(comment("e-1", NOON), 3, 41);
  private static final QueuedEvent BAD = new QueuedEvent(comment("e-2", NOON), 3, 42);

  private final Map<QueuedEvent, Throwable> told = new HashMap<>();

  private TaskFunctionHarness tasks(TaskTopicReader published) throws Exception {
    return new TaskFunctionHarness(DecisionLevel.REJECTED, published, told::put).opened();
  }

  private static void breakState(TaskFunctionHarness harness) throws Exception {
    harness.stateOf("u-1").update(new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 99});
  }

  @Test
  void anEventThatMeetsAStateThatCannotBeDecoded() throws Exception {
    try (var harness = tasks(() -> Documents.accepted(commentDaily(1, 2)))) {
      harness.take(GOOD);
      assertThat(told).isEmpty();
      breakState(harness);
      Throwable thrown = catchThrowable(() -> harness.take(BAD));
      assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
      assertThat(told).containsExactly(Map.entry(BAD, thrown));
    }
  }

  @Test
  void aTimerIsNoEventsFault() throws Exception {
    try (var harness = tasks(() -> Documents.accepted(commentDaily(1, 2)))) {
      harness.take(GOOD);
      breakState(harness);
      Instant later = NOON.plus(Duration.ofDays(3));
      assertThat(catchThrowable(() -> harness.passes(later))).isNotNull();
      assertThat(told).isEmpty();
    }
  }

  @Test
  void tasksThatCannotBeReadAreNoEventsFault() {
    IOException unreadable = new IOException("no Kafka");
    Throwable thrown =
        catchThrowable(
            () ->
                tasks(
                    () -> {
                      throw unreadable;
                    }));
    assertThat(thrown).isSameAs(unreadable);
    assertThat(told).isEmpty();
  }

  @Test
  void anEventThatCannotBeSentOn() {
    StackOverflowError failure = new StackOverflowError();
    RecordSplitFunction function = new RecordSplitFunction(told::put);
    Throwable thrown =
        catchThrowable(
            () -> function.processElement(new QueuedRecord(BAD, null), null, failing(failure)));
    assertThat(thrown).isSameAs(failure);
    assertThat(told).containsExactly(Map.entry(BAD, failure));
  }

  private static Collector<QueuedEvent> failing(Error failure) {
    return new Collector<>() {
      @Override
      public void collect(QueuedEvent event) {
        throw failure;
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}
