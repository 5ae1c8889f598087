package io.renwu.model;

import org.jspecify.annotations.Nullable;

/**
 * Who takes part.
 *
 * @param filter a condition on the event, or null for everyone
 * @param rollout the share of users, or null for all of them
 */
public record Audience(@Nullable String filter, @Nullable Rollout rollout) {
  public static final Audience EVERYONE = new Audience(null, null);

  /**
   * A stable share of the users.
   *
   * @param basisPoints hundredths of a percent, rounded up, 0 to 10,000
   * @param salt what makes one task's share another's
   */
  public record Rollout(int basisPoints, String salt) {}
}
