package io.renwu.function;

import org.jspecify.annotations.Nullable;

/**
 * An accepted task version, or a dropped task, sent to every task function.
 *
 * @param key {@code taskId/version}, or {@code taskId} for a task that was dropped
 * @param text the document; null for a task that was dropped
 */
public record RuleUpdate(String key, @Nullable String text) {
  /** The update for an entry of the catalog. */
  static RuleUpdate of(CatalogEntry entry) {
    return new RuleUpdate(entry.key(), entry.text());
  }

  /** The version that the key names. */
  public int version() {
    return Integer.parseInt(key.substring(key.indexOf('/') + 1));
  }

  /** The task that the key names. */
  public String taskId() {
    int slash = key.indexOf('/');
    return slash < 0 ? key : key.substring(0, slash);
  }
}
