package io.renwu.function;

import io.renwu.budget.BudgetRequest;
import io.renwu.engine.AfterExpiry;
import io.renwu.engine.BudgetRequests;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.EventOutcome;
import io.renwu.engine.TaskEngine;
import io.renwu.engine.UserState;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import io.renwu.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Runs the engine over the events of each user and emits its effects.
 *
 * <p>Event time is the time of receipt, so a timer at t fires when all events received before t
 * were processed. Then the user's state drops what has expired.
 */
public final class TaskFunction extends UserEventFunction implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** The accepted documents by {@code taskId/version}, in savepoints of older releases only. */
  public static final MapStateDescriptor<String, String> TASKS =
      new MapStateDescriptor<>("tasks", Types.STRING, Types.STRING);

  /** One compact value per user. */
  static final ValueStateDescriptor<byte[]> USER =
      new ValueStateDescriptor<>("user", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** The members of the user's large sets: numbers by {@code io.renwu.engine.MemberKey}. */
  static final MapStateDescriptor<String, Long> MEMBERS =
      new MapStateDescriptor<>("members", StringSerializer.INSTANCE, LongSerializer.INSTANCE);

  /** Timers are set to whole hours, so that a busy user has few of them. */
  private static final long TIMER_GRAIN_MILLIS = Duration.ofHours(1).toMillis();

  private final EngineSettings settings;
  private final DecisionLevel decisions;
  private final TaskTopicReader published;
  private final FailureCounter failures;
  private final int heldKeys;

  private transient TaskEngine engine;
  private transient LiveCatalog catalog;
  private transient @Nullable List<String> restored;
  private transient ValueState<byte[]> user;
  private transient KeyedLargeSets sets;
  private transient EffectWriter effects;
  private transient BudgetRequests budgets;

  /**
   * Creates the function.
   *
   * @param published read once per subtask, before its first event
   * @param failures counts events that fail; timers that fail are not counted
   */
  public TaskFunction(
      EngineSettings settings,
      DecisionLevel decisions,
      TaskTopicReader published,
      FailureCounter failures) {
    this(settings, decisions, published, failures, ProgressBuffer.MAX_KEYS);
  }

  /**
   * Creates the function.
   *
   * @param heldKeys of how many keys each subtask holds back the progress until the next checkpoint
   *     barrier; 0 to emit each step at once
   */
  public TaskFunction(
      EngineSettings settings,
      DecisionLevel decisions,
      TaskTopicReader published,
      FailureCounter failures,
      int heldKeys) {
    this.settings = settings;
    this.decisions = decisions;
    this.published = published;
    this.failures = failures;
    this.heldKeys = heldKeys;
  }

  /**
   * Reads and clears the old state. No checkpoint is taken before the gate has written it to the
   * catalog.
   *
   * @see RuleGate#initializeState
   */
  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    BroadcastState<String, String> held = context.getOperatorStateStore().getBroadcastState(TASKS);
    restored = new ArrayList<>();
    for (Map.Entry<String, String> entry : held.immutableEntries()) {
      restored.add(entry.getValue());
    }
    held.clear();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    // The tasks are in the catalog, and the users' states with Flink.
  }

  @Override
  public void open(OpenContext context) throws Exception {
    engine = new TaskEngine(settings, decisions);
    budgets = new BudgetRequests(settings);
    catalog = LiveCatalog.of(published.readToEnd());
    if (restored != null) {
      catalog.adopt(restored);
      restored = null;
    }
    user = getRuntimeContext().getState(USER);
    sets = new KeyedLargeSets(getRuntimeContext().getMapState(MEMBERS));
    effects =
        new EffectWriter(
            decisions, new ProgressBuffer(heldKeys), getRuntimeContext().getMetricGroup());
    getRuntimeContext().getMetricGroup().gauge("taskVersions", () -> catalog.tasks().size());
  }

  @Override
  public void processElement(
      QueuedEvent queued, ReadOnlyContext context, Collector<OutputRecord> out) throws Exception {
    try {
      process(queued.event(), context, out);
    } catch (Throwable failure) {
      failures.count(queued, failure);
      throw failure;
    }
  }

  @SuppressWarnings("ReferenceEquality") // the engine hands back the same state if nothing changed
  private void process(Event event, ReadOnlyContext context, Collector<OutputRecord> out)
      throws Exception {
    UserValue before = UserValue.decode(user.value());
    EventOutcome outcome = engine.decide(before.state(), event, catalog.tasks(), sets);
    if (outcome.state() != before.state()) {
      store(outcome.state(), before, context.timerService());
      sets.apply(outcome.sets());
    }
    BudgetRequests.Parted parted = budgets.split(event, outcome, catalog.tasks());
    effects.write(outcome, parted.granted(), out);
    for (BudgetRequest request : parted.requests()) {
      context.output(BudgetFunction.REQUESTS, request);
    }
  }

  @Override
  public void processBroadcastElement(
      RuleUpdate update, Context context, Collector<OutputRecord> out) {
    catalog.apply(update);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OutputRecord> out)
      throws Exception {
    UserState state = UserValue.decode(user.value()).state();
    AfterExpiry afterExpiry =
        engine.expire(state, Instant.ofEpochMilli(timestamp), catalog.tasks());
    store(
        afterExpiry.state(),
        new UserValue(UserValue.NO_TIMER, null, state),
        context.timerService());
    sets.apply(afterExpiry.sets());
    effects.writeTombstones(context.getCurrentKey(), afterExpiry.ended(), out);
  }

  @Override
  public void emitHeld(Collector<OutputRecord> out) {
    effects.writeHeld(out);
  }

  /** Stores a state. The timer of the value before it covers the tasks that did not change. */
  private void store(UserState state, UserValue before, TimerService timers) throws Exception {
    if (state.isEmpty()) {
      user.clear();
      return;
    }
    int mark = engine.expiryMark(catalog.tasks());
    boolean covered = before.expiryMark() != null && before.expiryMark() == mark;
    Instant expiry =
        covered
            ? engine.nextExpiryOfChanges(state, catalog.tasks())
            : engine.nextExpiry(state, catalog.tasks());
    long neededMillis =
        expiry == null
            ? UserValue.NO_TIMER
            : Math.max(0, Timestamps.roundUp(expiry, TIMER_GRAIN_MILLIS));
    if (neededMillis < before.timerMillis()) {
      timers.registerEventTimeTimer(neededMillis);
    }
    user.update(UserValue.encode(Math.min(neededMillis, before.timerMillis()), mark, state));
  }
}
