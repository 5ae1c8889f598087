package io.renwu.function;

import org.jspecify.annotations.Nullable;

/**
 * A task version that was accepted, or a task that was dropped, on its way to every task function.
 *
 * @param key {@code taskId/version}, or {@code taskId} for a task that was dropped
 * @param text the document; null for a task that was dropped
 */
public record RuleUpdate(String key, @Nullable String text) {
  /** What tells of an entry of the catalog. */
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
