package io.renwu.function;

import io.renwu.codec.OutputJson;
import io.renwu.engine.DroppedPeriod;
import io.renwu.engine.EventOutcome;
import io.renwu.function.OutputRecord.Output;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/**
 * Writes the effects of events as records and counts them. The counters {@code decisions.<CODE>}
 * and {@code failedConditions} are public API. They count the decisions that were made: at {@link
 * DecisionLevel#ALL} all, at {@link DecisionLevel#REJECTED} all but some {@code FILTERED}, at
 * {@link DecisionLevel#OFF} all that count and some of the others.
 */
final class EffectWriter {
  private final DecisionLevel level;
  private final Map<DecisionCode, Counter> counted = new EnumMap<>(DecisionCode.class);
  private final GrantWriter grants;
  private final ProgressBuffer progress;
  private final Counter failedConditions;

  EffectWriter(DecisionLevel level, ProgressBuffer progress, MetricGroup metrics) {
    this.level = level;
    this.progress = progress;
    MetricGroup byCode = metrics.addGroup("decisions");
    for (DecisionCode code : DecisionCode.values()) {
      counted.put(code, byCode.counter(code.name()));
    }
    grants = new GrantWriter(metrics);
    failedConditions = metrics.counter("failedConditions");
  }

  /**
   * Writes the outcome of an event. Its progress is held back until {@link #writeHeld}, or until
   * too much of it is.
   *
   * @param granted the grants that need no budget
   */
  void write(EventOutcome outcome, List<Grant> granted, Collector<OutputRecord> out) {
    failedConditions.inc(outcome.failedConditions());
    grants.write(granted, out);
    for (Progress changed : outcome.progress()) {
      progress.put(changed, out);
    }
    for (DecisionCode code : outcome.codes()) {
      Objects.requireNonNull(counted.get(code), "each code has a counter").inc();
    }
    for (Decision decision : outcome.decisions()) {
      if (level.includes(decision.decision())) {
        for (byte[] part : OutputJson.decisions(decision)) {
          byte[] key = decision.userId().getBytes(StandardCharsets.UTF_8);
          out.collect(new OutputRecord(Output.DECISIONS, key, part));
        }
      }
    }
  }

  /** Replaces the progress of each dropped period by a tombstone. */
  void writeTombstones(String userId, List<DroppedPeriod> ended, Collector<OutputRecord> out) {
    for (DroppedPeriod period : ended) {
      progress.putTombstone(period.progressKey(userId), out);
    }
  }

  /** Writes the progress and tombstones that are held back. */
  void writeHeld(Collector<OutputRecord> out) {
    progress.emitAll(out);
  }
}
