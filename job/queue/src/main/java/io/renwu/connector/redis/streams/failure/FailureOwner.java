package io.renwu.connector.redis.streams.failure;

import io.renwu.connector.redis.streams.transport.RedisStreamsException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.streaming.runtime.tasks.ExceptionInChainedOperatorException;

/** Whose fault a failure is, by the exceptions that it consists of. */
final class FailureOwner {
  /** What they throw says of a service or a disk, not of a record. By name: none is needed here. */
  private static final List<String> SURROUNDINGS =
      List.of("org.rocksdb.", "org.apache.kafka.", "io.lettuce.", "io.netty.");

  /** Of what a JVM is out where the heap is not: it does not depend on the record in hand. */
  private static final List<String> OUT_OF =
      List.of("Metaspace", "Compressed class space", "unable to create native thread");

  /** Chains of causes are not longer; one that is a ring ends here. */
  private static final int MAX_CAUSES = 50;

  private FailureOwner() {}

  /** Whether the task is being stopped rather than failing. */
  static boolean isCancellation(Throwable failure) {
    return Thread.currentThread().isInterrupted() || anyCause(failure, FailureOwner::cancels);
  }

  /**
   * Whether a failure of an operator may be due to the record it had in hand: it is neither a
   * cancellation, nor one of an operator behind it, of Redis, Kafka or RocksDB, nor a lack of room
   * for classes or threads.
   */
  static boolean isOnRecord(Throwable failure) {
    return !isCancellation(failure) && !anyCause(failure, FailureOwner::isElsewhere);
  }

  private static boolean cancels(Throwable cause) {
    return cause instanceof InterruptedException
        || cause instanceof InterruptedIOException
        || cause instanceof ClosedByInterruptException
        || cause instanceof CancelTaskException;
  }

  private static boolean isElsewhere(Throwable cause) {
    return cause instanceof ExceptionInChainedOperatorException
        || cause instanceof RedisStreamsException
        || (cause instanceof OutOfMemoryError && OUT_OF.stream().anyMatch(saidBy(cause)::contains))
        || SURROUNDINGS.stream().anyMatch(cause.getClass().getName()::startsWith);
  }

  private static String saidBy(Throwable cause) {
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
