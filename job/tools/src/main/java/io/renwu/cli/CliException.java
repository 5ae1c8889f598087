package io.renwu.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Ends a command. The message is one line: what is wrong and how to fix it. */
public final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CliException(int exitCode, @Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The command line is wrong. */
  public static CliException usage(@Nullable String message) {
    return new CliException(ExitCodes.USAGE, message, null);
  }

  /** The command could not do its work. */
  public static CliException failed(@Nullable String message, @Nullable Throwable cause) {
    return new CliException(ExitCodes.FAILED, message, cause);
  }

  /** Kafka did not answer or refused. */
  public static CliException kafka(IOException failure) {
    return failed(failure.getMessage() + "; is kafka.bootstrap.servers right?", failure);
  }

  public int exitCode() {
    return exitCode;
  }
}
