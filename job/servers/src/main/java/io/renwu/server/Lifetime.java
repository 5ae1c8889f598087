package io.renwu.server;

/** How long a server's process lives. */
public enum Lifetime {
  /** It ends with this JVM at the latest. */
  OF_THIS_JVM,
  /**
   * It outlives this JVM and its terminal, in its own session. Its {@link PidFile} finds it again.
   */
  INDEPENDENT,
  /**
   * It has its own session and a {@link PidFile}, so that any thread can stop and restart it, and
   * ends with this JVM at the latest.
   */
  NAMED_OF_THIS_JVM;

  /** Whether the process has its own session and a {@link PidFile}. */
  boolean isNamed() {
    return this != OF_THIS_JVM;
  }

  /** Whether the process ends with this JVM at the latest. */
  boolean isOfThisJvm() {
    return this != INDEPENDENT;
  }
}
