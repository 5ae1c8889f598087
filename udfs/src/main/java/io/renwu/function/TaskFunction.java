package io.renwu.function;

import io.renwu.budget.BudgetRequest;
import io.renwu.engine.DroppedPeriod;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.LargeSets;
import io.renwu.engine.SetChanges;
import io.renwu.engine.TaskEngine;
import io.renwu.engine.UserPort;
import io.renwu.engine.UserProcessor;
import io.renwu.engine.UserProcessor.Processed;
import io.renwu.engine.UserState;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import io.renwu.model.Grant;
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
  private transient UserProcessor processor;

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
    processor = new UserProcessor(engine);
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

  private void process(Event event, ReadOnlyContext context, Collector<OutputRecord> out)
      throws Exception {
    Processed processed = processor.process(event, catalog.tasks(), new StoredUser(context, false));
    effects.write(processed.outcome(), processed.grants(), out);
  }

  @Override
  public void processBroadcastElement(
      RuleUpdate update, Context context, Collector<OutputRecord> out) {
    catalog.apply(update);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OutputRecord> out)
      throws Exception {
    List<DroppedPeriod> ended =
        processor.expire(
            Instant.ofEpochMilli(timestamp), catalog.tasks(), new StoredUser(context, true));
    effects.writeTombstones(context.getCurrentKey(), ended, out);
  }

  @Override
  public void emitHeld(Collector<OutputRecord> out) {
    effects.writeHeld(out);
  }

  /** The user of the current key. */
  private final class StoredUser implements UserPort<Exception> {
    private final ReadOnlyContext context;
    private final boolean timerFired;
    private UserValue before = UserValue.EMPTY;

    /**
     * @param timerFired whether the timer of the stored value has fired
     */
    StoredUser(ReadOnlyContext context, boolean timerFired) {
      this.context = context;
      this.timerFired = timerFired;
    }

    @Override
    public UserState load() throws Exception {
      UserValue stored = UserValue.decode(user.value());
      before = timerFired ? stored.withoutTimer() : stored;
      return stored.state();
    }

    @Override
    public LargeSets largeSets() {
      return sets;
    }

    /** Saves a state. The timer of the value before it covers the tasks that did not change. */
    @Override
    public void save(UserState state, SetChanges changes) throws Exception {
      sets.apply(changes);
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
        context.timerService().registerEventTimeTimer(neededMillis);
      }
      user.update(UserValue.encode(Math.min(neededMillis, before.timerMillis()), mark, state));
    }

    /** Passes the request on to the budgets' stage, which emits the grants. */
    @Override
    public List<Grant> ask(BudgetRequest request) {
      context.output(BudgetFunction.REQUESTS, request);
      return List.of();
    }
  }
}
