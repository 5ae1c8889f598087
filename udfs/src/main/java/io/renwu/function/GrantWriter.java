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
 * Grants → records and counters. The counters {@code grants}, {@code grantOutcomes.<OUTCOME>},
 * {@code grantOutcomes.revoked} and {@code task.<taskId>.rewards} are part of the job's public face
 * (docs/cluster.md); shadows are not among them. Rewards are what is granted and not withdrawn.
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
