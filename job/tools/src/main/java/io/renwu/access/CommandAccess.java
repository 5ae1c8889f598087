package io.renwu.access;

import io.renwu.job.SystemAccess;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.PublishedTasks;
import io.renwu.timeout.Patience;
import java.io.IOException;
import java.time.Duration;

/** Provides commands with the jobs' access to Kafka, but with shorter timeouts. */
public final class CommandAccess {
  private static final Duration CATALOG_PATIENCE = Duration.ofSeconds(10);

  private CommandAccess() {}

  /**
   * Checks that Kafka answers, and returns a command's access to it.
   *
   * @throws IOException if Kafka does not answer in time
   */
  public static KafkaAccess kafka(SystemAccess access) throws IOException {
    CommandTimeouts.requireAnswer(access.kafkaClient(), Patience.OF_COMMANDS);
    return CommandTimeouts.withTimeouts(access.kafkaClient(), Patience.OF_COMMANDS);
  }

  /**
   * Checks that Kafka answers, and returns a reader of the accepted versions.
   *
   * @throws IOException if Kafka does not answer in time
   */
  public static PublishedTasks publishedTasks(SystemAccess access) throws IOException {
    return new PublishedTasks(kafka(access), CATALOG_PATIENCE);
  }
}
