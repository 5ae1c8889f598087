package io.renwu.cli;

/** The exit statuses of commands; scripts rely on them. */
public final class ExitCodes {
  /** Done, no findings. */
  public static final int GOOD = 0;

  /** Done, and findings were printed. */
  public static final int FINDINGS = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** Failed. */
  public static final int FAILED = 3;

  private ExitCodes() {}
}
