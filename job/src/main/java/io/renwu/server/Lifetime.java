package io.renwu.server;

/** How long a server's process lives. */
public enum Lifetime {
  /** It ends with this JVM at the latest. */
  OF_THIS_JVM,
  /**
   * It goes on when this JVM and its terminal are gone, in a session of its own, and is found again
   * by its {@link PidFile}.
   */
  OF_ITS_OWN
}
