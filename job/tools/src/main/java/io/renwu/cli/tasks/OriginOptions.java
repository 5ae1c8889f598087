package io.renwu.cli.tasks;

import io.renwu.cli.CliException;
import io.renwu.job.kafka.DocumentOrigin;
import picocli.CommandLine.Option;

/** Who publishes, and why. Use it as a picocli mixin. */
final class OriginOptions {
  @Option(
      names = "--author",
      paramLabel = "NAME",
      description = "Who publishes (default: the user of this process).")
  private String author;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept beside the task.")
  private String reason;

  /**
   * What is written beside the documents.
   *
   * @param userName the author that nobody named
   * @throws CliException for texts that are too long
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
