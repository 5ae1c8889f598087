package io.renwu.cli.tasks;

import io.renwu.cli.CliException;
import io.renwu.cli.TimeConverter;
import io.renwu.job.kafka.DocumentOrigin;
import io.renwu.job.kafka.RulePublisher;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options of a command that requests something of the task job: who, why, and how long to wait
 * for the answers. A picocli mixin.
 */
final class RequestOptions {
  @Option(
      names = "--author",
      paramLabel = "NAME",
      description = "Who asks for the change (default: the user of this process).")
  private @Nullable String author;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; stored with the task.")
  private @Nullable String reason;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = TimeConverter.class,
      description = "How long to wait for the task job's answers (default: ${DEFAULT-VALUE}).")
  private Duration wait;

  long waitSeconds() {
    return wait.toSeconds();
  }

  /**
   * The author and the reason to store with the documents.
   *
   * @param userName the default author
   * @throws CliException if a text is too long
   */
  DocumentOrigin origin(String userName) {
    String name = author == null ? userName : author;
    requireBounded("--author", name, DocumentOrigin.MAX_AUTHOR);
    requireBounded("--reason", reason, DocumentOrigin.MAX_REASON);
    return new DocumentOrigin(name, reason);
  }

  private static void requireBounded(String option, @Nullable String text, int maxLength) {
    if (text != null && text.length() > maxLength) {
      throw CliException.usage(
          "found "
              + text.length()
              + " characters of "
              + option
              + ", expected at most "
              + maxLength);
    }
  }

  /** Waits for the answers to requests that were sent. */
  Answers await(RulePublisher publisher, List<String> keys) {
    return new Answers(keys, publisher.await(keys, wait.toMillis()), wait);
  }
}
