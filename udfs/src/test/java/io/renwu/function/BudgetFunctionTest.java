package io.renwu.function;

import static io.renwu.budget.Requests.grant;
import static io.renwu.budget.Requests.revoked;
import static io.renwu.budget.Requests.total;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.budget.BudgetRequest;
import io.renwu.budget.Requests;
import io.renwu.codec.OutputReader;
import io.renwu.model.Grant;
import io.renwu.model.Grant.Outcome;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("try") // the harness declares close() throws Exception
class BudgetFunctionTest {
  private static List<StateBackend> backends() {
    return List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void whatWasUsedAndRememberedOutlivesARestart(StateBackend backend) throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = harness(backend)) {
      harness.open();
      send(harness, total(1, grant("a", 1, "points", "10")));
      send(harness, total(1, grant("b", 1, "points", "10")));
      assertThat(outcomes(harness)).containsExactly(Outcome.GRANTED, Outcome.BUDGET_EXHAUSTED);
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness(backend)) {
      harness.initializeState(snapshot);
      harness.open();
      send(harness, total(1, grant("c", 1, "points", "10")));
      send(harness, total(1, revoked(grant("a", 1, "points", "10"))));
      send(harness, total(1, grant("d", 1, "points", "10")));
      assertThat(outcomes(harness))
          .containsExactly(Outcome.BUDGET_EXHAUSTED, Outcome.GRANTED, Outcome.GRANTED);
    }
  }

  @Test
  void tasksHaveBudgetsOfTheirOwn() throws Exception {
    try (var harness = harness(new HashMapStateBackend())) {
      harness.open();
      Grant real = grant("a", 1, "points", "10");
      send(harness, total(1, real));
      send(harness, total(1, shadow(real)));
      send(harness, total(1, shadow(grant("b", 1, "points", "10"))));
      assertThat(outcomes(harness))
          .containsExactly(Outcome.GRANTED, Outcome.GRANTED, Outcome.BUDGET_EXHAUSTED);
    }
  }

  @Test
  void nothingIsLeftWhenAllIsOver() throws Exception {
    try (var harness = harness(new HashMapStateBackend())) {
      harness.open();
      Grant grant = grant("a", 1, "points", "10");
      send(harness, Requests.request(Requests.dayAndTotal("10", 9).subList(0, 1), grant));
      assertThat(harness.numKeyedStateEntries()).isPositive();
      assertThat(harness.numEventTimeTimers()).isPositive();
      harness.processWatermark(Requests.LATER.minusMillis(1).toEpochMilli());
      assertThat(harness.numKeyedStateEntries()).isPositive();
      harness.processWatermark(Requests.LATER.plus(Duration.ofDays(1)).toEpochMilli());
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }

  private static Grant shadow(Grant grant) {
    return grant.but().key(grant.key().but().shadow(true).build()).build();
  }

  private static void send(
      KeyedOneInputStreamOperatorTestHarness<String, BudgetRequest, OutputRecord> harness,
      BudgetRequest request)
      throws Exception {
    harness.processElement(new StreamRecord<>(request, Requests.NOON.toEpochMilli()));
  }

  private static List<Outcome> outcomes(
      KeyedOneInputStreamOperatorTestHarness<String, BudgetRequest, OutputRecord> harness) {
    return harness.extractOutputValues().stream()
        .map(record -> OutputReader.grant(record.value()).outcome())
        .toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, BudgetRequest, OutputRecord>
      harness(StateBackend backend) throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new BudgetFunction()),
            BudgetRequest::key,
            Types.STRING,
            1,
            1,
            0);
    harness.setStateBackend(backend);
    return harness;
  }
}
