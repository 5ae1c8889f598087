package io.renwu.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A completion or tier whose grants can be withdrawn or were withdrawn.
 *
 * @param tier from 1; 0 for the completion itself
 * @param withdrawals how often it was withdrawn
 * @param version under which it was granted; 0 while it is withdrawn
 * @param time of the completing event; null while it is withdrawn
 * @param units the units in which the completion was counted for the user's limits
 */
public record AwardState(
    int tier, int withdrawals, int version, @Nullable Instant time, List<Long> units) {
  static final int COMPLETION = 0;

  public AwardState {
    units = List.copyOf(units);
  }

  boolean isGranted() {
    return time != null;
  }

  /** The state after one more withdrawal. */
  AwardState afterWithdrawal() {
    return new AwardState(tier, withdrawals + 1, 0, null, List.of());
  }

  /** The state after it is granted again. */
  AwardState afterGrant(int byVersion, Instant at, List<Long> countedIn) {
    return new AwardState(tier, withdrawals, byVersion, at, countedIn);
  }
}
