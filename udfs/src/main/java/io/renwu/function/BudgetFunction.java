package io.renwu.function;

import io.renwu.budget.BudgetAnswer;
import io.renwu.budget.BudgetDecider;
import io.renwu.budget.BudgetDecider.Answer;
import io.renwu.budget.BudgetRequest;
import io.renwu.budget.BudgetState;
import io.renwu.budget.BudgetState.Used;
import io.renwu.codec.BudgetCodec;
import io.renwu.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decides on the grants of tasks with budgets. The key is the task, with its shadow apart, so that
 * a budget is exact at any parallelism.
 *
 * <p>Event time is the time of receipt, as for {@link TaskFunction}.
 */
public final class BudgetFunction
    extends KeyedProcessFunction<String, BudgetRequest, OutputRecord> {
  private static final long serialVersionUID = 1L;

  /** Side output for grants that need a budget. */
  public static final OutputTag<BudgetRequest> REQUESTS =
      new OutputTag<>("budget-requests", BudgetRequestSerializer.typeInformation());

  /** The used amounts of the task's budgets. */
  static final ValueStateDescriptor<byte[]> USED =
      new ValueStateDescriptor<>("used", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** The answers to the task's requests, as long as related requests may follow. */
  static final MapStateDescriptor<String, byte[]> REMEMBERED =
      new MapStateDescriptor<>(
          "remembered", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** Timers are set to whole days, so that the state is searched for expired entries once a day. */
  private static final long TIMER_GRAIN_MILLIS = Duration.ofDays(1).toMillis();

  private transient ValueState<byte[]> used;
  private transient MapState<String, byte[]> remembered;
  private transient GrantWriter grants;

  @Override
  public void open(OpenContext context) {
    used = getRuntimeContext().getState(USED);
    remembered = getRuntimeContext().getMapState(REMEMBERED);
    grants = new GrantWriter(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(BudgetRequest request, Context context, Collector<OutputRecord> out)
      throws Exception {
    BudgetState before = state();
    Answer answer = BudgetDecider.decide(before, request, this::find);
    if (!answer.state().equals(before)) {
      store(answer.state());
      for (Used use : answer.state().units().values()) {
        wakeAt(use.forgetAt(), context.timerService());
      }
    }
    for (Map.Entry<String, BudgetAnswer> entry : answer.remembered().entrySet()) {
      remembered.put(entry.getKey(), BudgetCodec.encode(entry.getValue()));
      wakeAt(entry.getValue().forgetAt(), context.timerService());
    }
    for (String key : answer.forgotten()) {
      remembered.remove(key);
    }
    grants.write(answer.grants(), out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OutputRecord> out)
      throws Exception {
    Instant receivedBefore = Instant.ofEpochMilli(timestamp);
    store(state().expire(receivedBefore));
    for (Iterator<Map.Entry<String, byte[]>> all = remembered.iterator(); all.hasNext(); ) {
      Instant forgetAt = BudgetCodec.decodeRemembered(all.next().getValue()).forgetAt();
      if (forgetAt != null && !forgetAt.isAfter(receivedBefore)) {
        all.remove();
      }
    }
    if (remembered.isEmpty()) {
      remembered.clear();
    }
  }

  private BudgetState state() throws Exception {
    byte[] stored = used.value();
    return stored == null ? BudgetState.empty() : BudgetCodec.decodeState(stored);
  }

  private void store(BudgetState state) throws Exception {
    if (state.isEmpty()) {
      used.clear();
    } else {
      used.update(BudgetCodec.encode(state));
    }
  }

  private @Nullable BudgetAnswer find(String key) {
    try {
      byte[] stored = remembered.get(key);
      return stored == null ? null : BudgetCodec.decodeRemembered(stored);
    } catch (Exception unreadable) {
      throw new FlinkRuntimeException("cannot read what is remembered of budgets", unreadable);
    }
  }

  /** Sets a timer. Flink keeps one timer for the same key and time. */
  private static void wakeAt(@Nullable Instant forgetAt, TimerService timers) {
    if (forgetAt != null) {
      // Rounds a multiple of the grain up to the next one.
      timers.registerEventTimeTimer(Timestamps.roundUp(forgetAt.plusMillis(1), TIMER_GRAIN_MILLIS));
    }
  }
}
