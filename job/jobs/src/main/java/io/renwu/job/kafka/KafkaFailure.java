package io.renwu.job.kafka;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;

/** Extracts the reason from Kafka's exceptions. */
public final class KafkaFailure {
  private KafkaFailure() {}

  /** The most specific exception, which Kafka wraps in others. */
  public static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && isWrapper(root)) {
      root = root.getCause();
    }
    return root;
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof ExecutionException || failure.getClass() == KafkaException.class;
  }

  /** Its message, or its name where it has none. */
  public static String reason(Throwable failure) {
    Throwable root = root(failure);
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
