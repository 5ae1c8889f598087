package io.renwu.engine;

import org.jspecify.annotations.Nullable;

/**
 * The members of one user's sets that are stored outside the user's state because they can grow
 * large: a number for each member key. Changed by {@link SetChanges}.
 */
@FunctionalInterface
public interface LargeSets {
  /** The sets of a user without such members. */
  LargeSets NONE = key -> null;

  /**
   * The number of a member; null if there is no such member.
   *
   * @param key {@link MemberKey}
   */
  @Nullable Long find(String key);
}
