package io.renwu.access;

import io.renwu.job.SystemAccess;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.PublishedTasks;
import io.renwu.patience.Patience;
import java.io.IOException;
import java.time.Duration;

/** Gives commands access to Kafka: as the jobs have it, but with shorter timeouts. */
public final class CommandAccess {
  private static final Duration CATALOG_PATIENCE = Duration.ofSeconds(10);

  private CommandAccess() {}

  /**
   * The access of a command to Kafka; checks first that Kafka answers.
   *
   * @throws IOException if Kafka does not answer in time
   */
  public static KafkaAccess kafka(SystemAccess access) throws IOException {
    CommandTimes.requireAnswer(access.kafkaClient(), Patience.OF_COMMANDS);
    return CommandTimes.withTimeouts(access.kafkaClient(), Patience.OF_COMMANDS);
  }

  /**
   * The published versions that were accepted.
   *
   * @throws IOException if Kafka does not answer in time
   */
  public static PublishedTasks publishedTasks(SystemAccess access) throws IOException {
    return new PublishedTasks(kafka(access), CATALOG_PATIENCE);
  }
}
