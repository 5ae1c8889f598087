package io.renwu.function;

import io.renwu.model.Grant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/**
 * Writes grants as records and counts them. The counters {@code grants}, {@code
 * grantOutcomes.<OUTCOME>}, {@code grantOutcomes.revoked} and {@code task.<taskId>.rewards} are
 * public API (docs/cluster.md) and leave out shadows. Rewards are grants that are not withdrawn.
 */
final class GrantWriter {
  private final Counter all;
  private final Counter revoked;
  private final TaskCounters rewards;
  private final Map<Grant.Outcome, Counter> byOutcome = new EnumMap<>(Grant.Outcome.class);

  GrantWriter(MetricGroup metrics) {
    all = metrics.counter("grants");
    rewards = new TaskCounters(metrics, "rewards");
    MetricGroup group = metrics.addGroup("grantOutcomes");
    revoked = group.counter("revoked");
    for (Grant.Outcome outcome : Grant.Outcome.values()) {
      byOutcome.put(outcome, group.counter(outcome.name()));
    }
  }

  void write(List<Grant> grants, Collector<OutputRecord> out) {
    for (Grant grant : grants) {
      if (!grant.shadow()) {
        count(grant);
      }
      out.collect(OutputRecord.of(grant));
    }
  }

  private void count(Grant grant) {
    all.inc();
    if (grant.revoked()) {
      revoked.inc();
      return;
    }
    Objects.requireNonNull(byOutcome.get(grant.outcome()), "each outcome has a counter").inc();
    if (grant.outcome() == Grant.Outcome.GRANTED) {
      rewards.inc(grant.taskId());
    }
  }
}
