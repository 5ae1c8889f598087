package io.renwu.cli.tasks;

import io.renwu.cli.CliException;
import io.renwu.job.kafka.DocumentOrigin;
import picocli.CommandLine.Option;

/** The options for who publishes, and why. A picocli mixin. */
final class OriginOptions {
  @Option(
      names = "--author",
      paramLabel = "NAME",
      description = "Who publishes (default: the user of this process).")
  private String author;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept beside the task.")
  private String reason;

  /**
   * The author and the reason to store with the documents.
   *
   * @param userName the default author
   * @throws CliException if a text is too long
   */
  DocumentOrigin origin(String userName) {
    return new DocumentOrigin(
        bounded("--author", author == null ? userName : author, DocumentOrigin.MAX_AUTHOR),
        bounded("--reason", reason, DocumentOrigin.MAX_REASON));
  }

  private static String bounded(String option, String text, int most) {
    if (text != null && text.length() > most) {
      throw CliException.usage(
          "found " + text.length() + " characters of " + option + ", expected at most " + most);
    }
    return text;
  }
}
