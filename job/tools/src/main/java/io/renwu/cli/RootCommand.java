package io.renwu.cli;

/** The top-level command. */
public interface RootCommand {
  /** Whether errors are printed with their stack trace. */
  boolean isDebug();
}
