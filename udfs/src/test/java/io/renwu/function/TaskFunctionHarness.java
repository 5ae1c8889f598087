package io.renwu.function;

import io.renwu.engine.EngineSettings;
import io.renwu.function.OutputRecord.Output;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;

/** A {@link TaskFunction} in Flink's harness. */
@SuppressWarnings("try") // the harness declares close() throws Exception
final class TaskFunctionHarness
    extends KeyedBroadcastOperatorTestHarness<String, QueuedEvent, RuleUpdate, OutputRecord> {

  TaskFunctionHarness(DecisionLevel level, TaskTopicReader published, FailureCounter failures)
      throws Exception {
    super(
        new UserEventOperator(
            new TaskFunction(new EngineSettings(Duration.ofHours(24)), level, published, failures)),
        taken -> taken.event().userId(),
        Types.STRING,
        1,
        1,
        0);
  }

  /** Opens the function, with the broadcast side's watermark out of the way. */
  TaskFunctionHarness opened() throws Exception {
    open();
    processWatermark(Long.MIN_VALUE + 1);
    processBroadcastWatermark(Long.MAX_VALUE);
    return this;
  }

  void take(Event event) throws Exception {
    take(new QueuedEvent(event, 0, 1));
  }

  void take(QueuedEvent taken) throws Exception {
    processElement(new StreamRecord<>(taken, taken.event().receivedAt().toEpochMilli()));
  }

  void publish(RuleUpdate update) throws Exception {
    processBroadcastElement(new StreamRecord<>(update));
  }

  /** A checkpoint barrier arrives. */
  void barrier() throws Exception {
    getOperator().prepareSnapshotPreBarrier(0);
  }

  /** The watermark reaches a moment. */
  void passes(Instant moment) throws Exception {
    processWatermark(moment.toEpochMilli());
  }

  KeyedStateBackend<Object> stateBackend() {
    return ((AbstractStreamOperator<?>) getOperator()).getKeyedStateBackend();
  }

  /** What is stored of a user. */
  ValueState<byte[]> stateOf(String userId) throws Exception {
    stateBackend().setCurrentKey(userId);
    return stateBackend()
        .getPartitionedState(
            VoidNamespace.INSTANCE, VoidNamespaceSerializer.INSTANCE, TaskFunction.USER);
  }

  /** The records of an output but for tombstones, in their order. */
  List<String> values(Output output) {
    return extractOutputValues().stream()
        .filter(record -> record.output() == output && record.value() != null)
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }
}
