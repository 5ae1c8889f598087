package io.renwu.engine;

import org.jspecify.annotations.Nullable;

/**
 * What is kept apart of one user's sets, because it can grow large: the number of each member by
 * its key. {@link SetChanges} say how it changes.
 */
@FunctionalInterface
public interface LargeSets {
  /** Of a user of whom nothing is kept apart. */
  LargeSets NONE = key -> null;

  /**
   * The number that was put under a key last, and not dropped since; null where there is none.
   *
   * @param key {@link MemberKey}
   */
  @Nullable Long find(String key);
}
