package io.renwu.function;

import java.util.List;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;

/**
 * Runs a {@link UserEventFunction}. What the function holds back is emitted before each checkpoint
 * barrier, so it belongs to the checkpoint of the events that caused it and is in no state.
 */
public final class UserEventOperator
    extends CoBroadcastWithKeyedOperator<String, QueuedEvent, RuleUpdate, OutputRecord> {
  private static final long serialVersionUID = 1L;

  private final UserEventFunction function;

  public UserEventOperator(UserEventFunction function) {
    super(function, List.of(TaskFunction.TASKS));
    this.function = function;
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    emitHeld();
  }

  @Override
  public void finish() throws Exception {
    emitHeld();
    super.finish();
  }

  private void emitHeld() {
    function.emitHeld(new TimestampedCollector<>(output));
  }
}
