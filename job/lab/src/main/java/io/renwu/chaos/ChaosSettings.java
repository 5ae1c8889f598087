package io.renwu.chaos;

import io.renwu.chaos.fault.FaultKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * The settings of a run.
 *
 * @param seed of the faults and of the traffic
 * @param faults how many, at least 1
 * @param kinds that may be drawn, at least one
 * @param ratePerSecond behaviors a second, at least 1
 * @param longestOutage shorter than the timeout of Kafka's transactions
 * @param patience how long the jobs may take to recover from one fault
 */
public record ChaosSettings(
    long seed,
    int faults,
    Set<FaultKind> kinds,
    int ratePerSecond,
    Duration longestOutage,
    Duration patience) {
  public ChaosSettings {
    kinds = Set.copyOf(EnumSet.copyOf(kinds));
  }

  /** The same without one kind. */
  ChaosSettings without(FaultKind kind) {
    Set<FaultKind> others = EnumSet.copyOf(kinds);
    others.remove(kind);
    if (others.isEmpty()) {
      throw new IllegalArgumentException(
          "found no kind of fault but "
              + kind.word()
              + ", which this machine cannot inject; expected another kind");
    }
    return new ChaosSettings(seed, faults, others, ratePerSecond, longestOutage, patience);
  }
}
