package io.renwu.cli;

/** What a command's exit status says; scripts rely on it. */
public final class ExitCodes {
  /** Done, nothing to complain of. */
  public static final int GOOD = 0;

  /** Done; what was looked at has faults, and they were printed. */
  public static final int FINDINGS = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** Not done. */
  public static final int FAILED = 3;

  private ExitCodes() {}
}
