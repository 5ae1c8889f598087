package io.renwu.engine;

import java.util.List;

/**
 * What is left of a user when something was forgotten.
 *
 * @param state the very same instance if nothing was
 * @param sets what goes from the user's {@link LargeSets}
 * @param ended the periods that went from the state, by task and period: their progress will not
 *     change any more
 */
public record AfterExpiry(UserState state, SetChanges sets, List<DroppedPeriod> ended) {
  public AfterExpiry {
    ended = List.copyOf(ended);
  }
}
