package io.renwu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.codec.OutputReader;
import io.renwu.codec.RuleStatus;
import io.renwu.function.OutputRecord;
import io.renwu.function.OutputRecord.Output;
import io.renwu.function.RecordBound;
import java.util.EnumMap;
import java.util.Map;

/** Counts the records that the stages wrote, and checks the size of each. */
final class StagesTotals {
  /** The smallest valid kafka.record.max.bytes, far below every default. */
  private static final RecordBound BOUND = new RecordBound(1 << 17);

  private final Map<Output, Integer> written = new EnumMap<>(Output.class);
  private int events;
  private int accepted;
  private int largest;

  void event() {
    events++;
  }

  void output(OutputRecord record) {
    boolean payload = record.output() == Output.DEAD_LETTERS;
    RecordBound bound = payload ? new RecordBound(400_000) : BOUND;
    assertThat(bound.admits(record)).as("%s fits", record.output()).isTrue();
    largest = Math.max(largest, record.value().length);
    written.merge(record.output(), 1, Integer::sum);
    if (record.output() == Output.RULE_STATUS
        && OutputReader.ruleStatus(record.value()).status() == RuleStatus.Status.ACCEPTED) {
      accepted++;
    }
  }

  int events() {
    return events;
  }

  int deadLetters() {
    return written.getOrDefault(Output.DEAD_LETTERS, 0);
  }

  int grants() {
    return written.getOrDefault(Output.GRANTS, 0);
  }

  int accepted() {
    return accepted;
  }

  int refused() {
    return written.getOrDefault(Output.RULE_STATUS, 0) - accepted;
  }

  @Override
  public String toString() {
    return "events " + events + ", accepted " + accepted + ", " + written + ", largest " + largest;
  }
}
