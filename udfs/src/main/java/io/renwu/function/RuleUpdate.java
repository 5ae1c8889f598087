package io.renwu.function;

/**
 * A task version that was accepted, on its way to every task function.
 *
 * @param key {@code taskId/version}
 * @param text the document
 */
public record RuleUpdate(String key, String text) {
  /** The version that the key names. */
  public int version() {
    return Integer.parseInt(key.substring(key.indexOf('/') + 1));
  }
}
