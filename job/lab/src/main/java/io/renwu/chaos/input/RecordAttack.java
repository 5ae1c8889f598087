package io.renwu.chaos.input;

import io.renwu.chaos.fault.Fault;
import io.renwu.job.config.RenwuConfig;
import java.time.Duration;
import java.util.List;

/** Sends hostile records to a behavior's topic. */
public final class RecordAttack extends BehaviorAttack {
  private final long seed;

  /**
   * @param seed of the run
   * @param patience how long the dead letters may take
   */
  public RecordAttack(RenwuConfig config, long seed, Duration patience) {
    super(config, patience, List.of("login", "check-in", "subscribe"));
    this.seed = seed;
  }

  @Override
  List<Shot> shots(Fault fault, String topic, long nowMillis) {
    return HostileRecords.of(seed + fault.number(), nowMillis).stream()
        .map(record -> new Shot(record.description(), record.usable(), true, record.to(topic)))
        .toList();
  }
}
