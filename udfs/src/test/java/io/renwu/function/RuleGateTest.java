package io.renwu.function;

import static io.renwu.function.Documents.bytes;
import static io.renwu.function.Documents.commentDaily;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // the harness declares close() throws Exception
class RuleGateTest {
  @Test
  void passesOnWhatIsNewAndAnswersEverything() throws Exception {
    try (var harness = harness()) {
      harness.open();
      harness.processElement(new StreamRecord<>(bytes(commentDaily(1, 3))));
      harness.processElement(new StreamRecord<>(bytes(commentDaily(1, 3))));
      harness.processElement(new StreamRecord<>(bytes(commentDaily(1, 4))));
      harness.processElement(new StreamRecord<>(bytes("{\"taskId\": \"x\", \"version\": 7}")));
      harness.processElement(new StreamRecord<>(bytes("no json")));
      assertThat(harness.extractOutputValues())
          .extracting(RuleUpdate::key)
          .containsExactly("comment-daily/1");
      List<String> statuses = statuses(harness);
      assertThat(statuses).hasSize(5);
      assertThat(statuses.subList(0, 2)).allMatch(status -> status.contains("\"ACCEPTED\""));
      assertThat(statuses.subList(2, 5))
          .allMatch(status -> status.contains("\"REJECTED\"") && status.contains("\"expected\""));
    }
  }

  @Test
  void remembersWhatItAccepted() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = harness()) {
      harness.open();
      harness.processElement(new StreamRecord<>(bytes(commentDaily(2, 3))));
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness()) {
      harness.initializeState(snapshot);
      harness.open();
      harness.processElement(new StreamRecord<>(bytes(commentDaily(2, 3))));
      harness.processElement(new StreamRecord<>(bytes(commentDaily(1, 3))));
      assertThat(harness.extractOutputValues()).isEmpty();
      List<String> statuses = statuses(harness);
      assertThat(statuses.get(0)).contains("\"ACCEPTED\"");
      assertThat(statuses.get(1)).contains("\"REJECTED\"");
    }
  }

  private static OneInputStreamOperatorTestHarness<byte[], RuleUpdate> harness() throws Exception {
    return new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new RuleGate()));
  }

  private static List<String> statuses(OneInputStreamOperatorTestHarness<byte[], RuleUpdate> of) {
    List<String> statuses = new ArrayList<>();
    for (StreamRecord<OutputRecord> record : of.getSideOutput(RuleGate.STATUS)) {
      statuses.add(new String(record.getValue().value(), StandardCharsets.UTF_8));
    }
    return statuses;
  }
}
