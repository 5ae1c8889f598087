package io.renwu.function;

import io.renwu.codec.OutputJson;
import io.renwu.engine.Outcome;
import io.renwu.function.OutputRecord.Output;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Decision;
import io.renwu.model.DecisionCode;
import io.renwu.model.Grant;
import io.renwu.model.Progress;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;

/**
 * Effects → records and counters. The counters {@code decisions.<CODE>}, {@code grants} and {@code
 * failedConditions} are part of the job's public face.
 */
final class EffectWriter {
  private final DecisionLevel level;
  private final Map<DecisionCode, Counter> counted = new EnumMap<>(DecisionCode.class);
  private final Counter grants;
  private final Counter failedConditions;

  EffectWriter(DecisionLevel level, MetricGroup metrics) {
    this.level = level;
    MetricGroup byCode = metrics.addGroup("decisions");
    for (DecisionCode code : DecisionCode.values()) {
      counted.put(code, byCode.counter(code.name()));
    }
    grants = metrics.counter("grants");
    failedConditions = metrics.counter("failedConditions");
  }

  void write(Outcome outcome, Collector<OutputRecord> out) {
    failedConditions.inc(outcome.failedConditions());
    for (Grant grant : outcome.grants()) {
      grants.inc();
      out.collect(record(Output.GRANTS, grant.userId(), OutputJson.grant(grant)));
    }
    for (Progress progress : outcome.progress()) {
      out.collect(record(Output.PROGRESS, progress.key(), OutputJson.progress(progress)));
    }
    for (Decision decision : outcome.decisions()) {
      counted.get(decision.decision()).inc();
      if (level.includes(decision.decision())) {
        out.collect(record(Output.DECISIONS, decision.userId(), OutputJson.decision(decision)));
      }
    }
  }

  private static OutputRecord record(Output output, String key, byte[] value) {
    return new OutputRecord(output, key.getBytes(StandardCharsets.UTF_8), value);
  }
}
