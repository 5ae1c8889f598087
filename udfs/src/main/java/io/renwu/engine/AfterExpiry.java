package io.renwu.engine;

import java.util.List;

/**
 * The result of one expiry of a user's state.
 *
 * @param state after the expiry; the same instance if nothing was forgotten
 * @param sets what to remove from the user's {@link LargeSets}
 * @param ended the periods removed from the state, by task and period; their progress is final
 */
public record AfterExpiry(UserState state, SetChanges sets, List<DroppedPeriod> ended) {
  public AfterExpiry {
    ended = List.copyOf(ended);
  }
}
