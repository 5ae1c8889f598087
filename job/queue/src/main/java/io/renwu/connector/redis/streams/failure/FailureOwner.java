package io.renwu.connector.redis.streams.failure;

import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException;

/** Decides from the causes of a failure whether a record may have caused it. */
final class FailureOwner {
  /**
   * Packages whose exceptions are about a service or a disk, not a record. By name, to need no
   * dependency.
   */
  private static final List<String> SERVICE_PACKAGES =
      List.of("org.rocksdb.", "org.apache.kafka.", "io.lettuce.", "io.netty.");

  /** Messages of an OutOfMemoryError that does not depend on the present record. */
  private static final List<String> JVM_LIMITS =
      List.of("Metaspace", "Compressed class space", "unable to create native thread");

  /** More than any chain of causes has; bounds a chain that is a cycle. */
  private static final int MAX_CAUSES = 50;

  private FailureOwner() {}

  /** Whether the task is being stopped rather than failing. */
  static boolean isCancellation(Throwable failure) {
    return Thread.currentThread().isInterrupted() || anyCause(failure, FailureOwner::isCancelling);
  }

  /**
   * Whether the record that an operator processed may have caused its failure: it is no
   * cancellation, no failure of a downstream operator, Redis, Kafka or RocksDB, and no lack of
   * memory for classes or threads.
   */
  static boolean mayBeDueToRecord(Throwable failure) {
    return !isCancellation(failure) && !anyCause(failure, FailureOwner::isElsewhere);
  }

  private static boolean isCancelling(Throwable cause) {
    return cause instanceof InterruptedException
        || cause instanceof InterruptedIOException
        || cause instanceof ClosedByInterruptException
        || cause instanceof CancelTaskException;
  }

  private static boolean isElsewhere(Throwable cause) {
    return cause instanceof ExceptionInChainedOperatorException
        || cause instanceof RedisStreamsException
        || (cause instanceof OutOfMemoryError
            && JVM_LIMITS.stream().anyMatch(messageOf(cause)::contains))
        || SERVICE_PACKAGES.stream().anyMatch(cause.getClass().getName()::startsWith);
  }

  private static String messageOf(Throwable cause) {
    return String.valueOf(cause.getMessage());
  }

  private static boolean anyCause(Throwable failure, Predicate<Throwable> condition) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (condition.test(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
