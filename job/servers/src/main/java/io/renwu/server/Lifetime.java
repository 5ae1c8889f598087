package io.renwu.server;

/** How long a server's process lives. */
public enum Lifetime {
  /** It ends with this JVM at the latest. */
  OF_THIS_JVM,
  /**
   * It goes on when this JVM and its terminal are gone, in a session of its own, and is found again
   * by its {@link PidFile}.
   */
  OF_ITS_OWN,
  /**
   * It is in a session of its own and is found by its {@link PidFile}, so that any thread can stop
   * it and start it again, and it ends with this JVM at the latest.
   */
  NAMED_OF_THIS_JVM;

  /** Whether the process is found by its file, in a session of its own. */
  boolean isNamed() {
    return this != OF_THIS_JVM;
  }

  /** Whether the process ends with this JVM at the latest. */
  boolean isOfThisJvm() {
    return this != OF_ITS_OWN;
  }
}
