package io.renwu.model;

import org.jspecify.annotations.Nullable;

/**
 * The users for whom a task exists.
 *
 * @param filter a condition on the event; null for everyone
 * @param rollout the share of users; null for all
 */
public record Audience(@Nullable String filter, @Nullable Rollout rollout) {
  public static final Audience EVERYONE = new Audience(null, null);

  /**
   * A stable share of the users.
   *
   * @param basisPoints hundredths of a percent, rounded up, 0 to 10,000
   * @param salt the seed of the choice; tasks with the same salt choose the same users
   */
  public record Rollout(int basisPoints, String salt) {}
}
