package io.renwu.access;

import io.renwu.job.SystemAccess;
import io.renwu.job.kafka.KafkaAccess;
import io.renwu.job.kafka.PublishedTasks;
import io.renwu.patience.Patience;
import java.io.IOException;
import java.time.Duration;

/** Kafka as commands reach it: the way of the jobs, but they do not wait for as long. */
public final class CommandAccess {
  private static final Duration CATALOG_PATIENCE = Duration.ofSeconds(10);

  private CommandAccess() {}

  /**
   * By which commands reach Kafka, which is asked for an answer first.
   *
   * @throws IOException if there is none in time
   */
  public static KafkaAccess kafka(SystemAccess access) throws IOException {
    CommandTimes.requireAnswer(access.kafkaClient(), Patience.OF_COMMANDS);
    return CommandTimes.on(access.kafkaClient(), Patience.OF_COMMANDS);
  }

  /**
   * What is published now, and was accepted.
   *
   * @throws IOException if Kafka does not answer in time
   */
  public static PublishedTasks publishedTasks(SystemAccess access) throws IOException {
    return new PublishedTasks(kafka(access), CATALOG_PATIENCE);
  }
}
