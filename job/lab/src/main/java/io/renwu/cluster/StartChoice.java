package io.renwu.cluster;

import java.util.Optional;

/**
 * The operator's choice of where a job begins. Applies to one start and is not kept.
 *
 * @param from the savepoint or checkpoint to go on from; empty for the newest
 * @param fresh without its state, though there may be some
 */
public record StartChoice(Optional<String> from, boolean fresh) {
  /** From the newest savepoint or checkpoint; without state only if the job never ran before. */
  public static final StartChoice NEWEST = new StartChoice(Optional.empty(), false);
}
