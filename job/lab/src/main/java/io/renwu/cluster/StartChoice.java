package io.renwu.cluster;

import java.util.Optional;

/**
 * The operator's choice of where a job begins. Applies to one start and is not kept.
 *
 * @param from the savepoint or checkpoint to continue from; empty for the newest
 * @param fresh whether it starts without state even if some exists
 */
public record StartChoice(Optional<String> from, boolean fresh) {
  /** From the newest savepoint or checkpoint; without state only if the job never ran before. */
  public static final StartChoice NEWEST = new StartChoice(Optional.empty(), false);
}
