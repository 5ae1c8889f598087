package io.renwu.cluster;

import java.util.Optional;

/**
 * Where a job that does not run is to begin, as its operator says. Never kept: it holds for one
 * start.
 *
 * @param from the savepoint or checkpoint to go on from; empty for the newest
 * @param fresh without its state, though there may be some
 */
public record StartChoice(Optional<String> from, boolean fresh) {
  /** From the newest savepoint or checkpoint; without any only where the job never ran before. */
  public static final StartChoice NEWEST = new StartChoice(Optional.empty(), false);
}
