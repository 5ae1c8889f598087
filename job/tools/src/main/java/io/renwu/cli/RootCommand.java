package io.renwu.cli;

/** The command that all others are parts of. */
public interface RootCommand {
  /** Whether errors are printed with their stack trace. */
  boolean isDebug();
}
