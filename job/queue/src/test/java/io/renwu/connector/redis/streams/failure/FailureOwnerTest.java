package io.renwu.connector.redis.streams.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;

class FailureOwnerTest {
  private static List<Throwable> wrapped(Throwable failure) {
    return List.of(failure, new FlinkRuntimeException("outer", new RuntimeException(failure)));
  }

  @Test
  void aRecordMayCauseFailuresOfComputation() {
    for (Throwable failure :
        List.of(
            new IllegalStateException("a bug"),
            new StackOverflowError(),
            new OutOfMemoryError("Java heap space"),
            new OutOfMemoryError(null),
            new AssertionError(),
            new UncheckedIOException(new IOException("not a number")))) {
      assertThat(wrapped(failure))
          .allMatch(FailureOwner::mayBeDueToRecord)
          .noneMatch(FailureOwner::isCancellation);
    }
  }

  @Test
  void noRecordCausesFailuresOfServicesOrTheJvm() {
    for (Throwable failure :
        List.of(
            new RocksDBException("disk full"),
            new OutOfMemoryError("Metaspace. The metaspace out-of-memory error has occurred."),
            new OutOfMemoryError("Compressed class space"),
            new OutOfMemoryError("unable to create native thread: possibly out of memory"),
            new TimeoutException("no broker"),
            new RedisStreamsException(RedisStreamsException.Reason.NO_ANSWER, "gone", null),
            new io.lettuce.core.RedisException("gone"),
            new ExceptionInChainedOperatorException(
                "Could not forward element to next operator", new IllegalStateException()))) {
      assertThat(wrapped(failure))
          .noneMatch(FailureOwner::mayBeDueToRecord)
          .noneMatch(FailureOwner::isCancellation);
    }
  }

  @Test
  void noRecordCausesACancellation() {
    for (Throwable failure :
        List.of(
            new InterruptedException(),
            new InterruptedIOException(),
            new ClosedByInterruptException(),
            new CancelTaskException())) {
      assertThat(wrapped(failure))
          .noneMatch(FailureOwner::mayBeDueToRecord)
          .allMatch(FailureOwner::isCancellation);
    }
  }

  @Test
  void anyFailureOfAnInterruptedThreadIsACancellation() {
    Thread.currentThread().interrupt();
    try {
      assertThat(FailureOwner.isCancellation(new IllegalStateException())).isTrue();
      assertThat(FailureOwner.mayBeDueToRecord(new IllegalStateException())).isFalse();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aCycleOfCausesEnds() {
    Exception first = new Exception();
    first.initCause(new Exception(first));
    assertThat(FailureOwner.mayBeDueToRecord(first)).isTrue();
  }
}
