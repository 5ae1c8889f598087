package io.renwu.function;

import io.renwu.budget.BudgetRequest;
import io.renwu.engine.BudgetRequests;
import io.renwu.engine.EngineSettings;
import io.renwu.engine.Outcome;
import io.renwu.engine.Remaining;
import io.renwu.engine.TaskEngine;
import io.renwu.engine.UserState;
import io.renwu.model.DecisionLevel;
import io.renwu.model.Event;
import io.renwu.model.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Runs the engine over the events of each user and sends its effects out.
 *
 * <p>Event time is the time of receipt, so a timer at t fires when no event received before t is
 * still to come; that is when a user's state drops what is over.
 */
public final class TaskFunction
    extends KeyedBroadcastProcessFunction<String, TakenEvent, RuleUpdate, OutputRecord> {
  private static final long serialVersionUID = 1L;

  /** The accepted documents by {@code taskId/version}. */
  public static final MapStateDescriptor<String, String> TASKS =
      new MapStateDescriptor<>("tasks", Types.STRING, Types.STRING);

  /** One compact value per user. */
  static final ValueStateDescriptor<byte[]> USER =
      new ValueStateDescriptor<>("user", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** What is kept apart of the user's large sets: numbers by {@code io.renwu.engine.MemberKey}. */
  static final MapStateDescriptor<String, Long> MEMBERS =
      new MapStateDescriptor<>("members", StringSerializer.INSTANCE, LongSerializer.INSTANCE);

  /** Timers are set to whole hours, so that a busy user has few of them. */
  private static final long TIMER_GRAIN_MILLIS = Duration.ofHours(1).toMillis();

  private final EngineSettings settings;
  private final DecisionLevel decisions;
  private final TaskTopicReader published;
  private final FailureCounter failures;

  private transient TaskEngine engine;
  private transient LiveCatalog catalog;
  private transient List<byte[]> publishedAtOpen;
  private transient ValueState<byte[]> user;
  private transient StoredSets sets;
  private transient EffectWriter effects;
  private transient BudgetRequests budgets;

  /**
   * Creates the function.
   *
   * @param published read once per subtask, before its first event
   * @param failures told of events that fail, but of no timers: those are no event's fault
   */
  public TaskFunction(
      EngineSettings settings,
      DecisionLevel decisions,
      TaskTopicReader published,
      FailureCounter failures) {
    this.settings = settings;
    this.decisions = decisions;
    this.published = published;
    this.failures = failures;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    engine = new TaskEngine(settings, decisions);
    budgets = new BudgetRequests(settings);
    catalog = new LiveCatalog();
    publishedAtOpen = published.readToEnd();
    user = getRuntimeContext().getState(USER);
    sets = new StoredSets(getRuntimeContext().getMapState(MEMBERS));
    effects = new EffectWriter(decisions, getRuntimeContext().getMetricGroup());
    getRuntimeContext()
        .getMetricGroup()
        .gauge("taskVersions", () -> catalog.tasks().tasks().size());
  }

  @Override
  public void processElement(TakenEvent taken, ReadOnlyContext context, Collector<OutputRecord> out)
      throws Exception {
    if (publishedAtOpen != null) {
      restoreTasks(context.getBroadcastState(TASKS));
    }
    try {
      process(taken.event(), context, out);
    } catch (Throwable failure) {
      failures.count(taken, failure);
      throw failure;
    }
  }

  @SuppressWarnings("ReferenceEquality") // the engine hands back the same state if nothing changed
  private void process(Event event, ReadOnlyContext context, Collector<OutputRecord> out)
      throws Exception {
    UserValue before = UserValue.decode(user.value());
    Outcome outcome = engine.decide(before.state(), event, catalog.tasks(), sets);
    if (outcome.state() != before.state()) {
      store(outcome.state(), before.timerMillis(), context.timerService());
      sets.apply(outcome.sets());
    }
    BudgetRequests.Parted parted = budgets.part(event, outcome, catalog.tasks());
    effects.write(outcome, parted.granted(), out);
    for (BudgetRequest request : parted.requests()) {
      context.output(BudgetFunction.REQUESTS, request);
    }
  }

  @Override
  public void processBroadcastElement(
      RuleUpdate update, Context context, Collector<OutputRecord> out) throws Exception {
    restoreTasks(context.getBroadcastState(TASKS));
    catalog.offer(update.text().getBytes(StandardCharsets.UTF_8));
    context.getBroadcastState(TASKS).put(update.key(), update.text());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<OutputRecord> out)
      throws Exception {
    restoreTasks(context.getBroadcastState(TASKS));
    UserState state = UserValue.decode(user.value()).state();
    Remaining remaining = engine.expire(state, Instant.ofEpochMilli(timestamp), catalog.tasks());
    store(remaining.state(), UserValue.NO_TIMER, context.timerService());
    sets.apply(remaining.sets());
  }

  private void store(UserState state, long timerMillis, TimerService timers) throws Exception {
    if (state.isEmpty()) {
      user.clear();
      return;
    }
    Instant expiry = engine.nextExpiry(state, catalog.tasks());
    long neededMillis =
        expiry == null ? UserValue.NO_TIMER : Timestamps.roundUp(expiry, TIMER_GRAIN_MILLIS);
    if (neededMillis < timerMillis) {
      timers.registerEventTimeTimer(neededMillis);
    }
    user.update(new UserValue(Math.min(neededMillis, timerMillis), state).encode());
  }

  /**
   * The first call of a subtask's life: what a checkpoint held comes first, then what is published,
   * in the order of the topic.
   */
  private void restoreTasks(ReadOnlyBroadcastState<String, String> state) throws Exception {
    if (publishedAtOpen == null) {
      return;
    }
    List<RuleUpdate> held = new ArrayList<>();
    for (Map.Entry<String, String> entry : state.immutableEntries()) {
      held.add(new RuleUpdate(entry.getKey(), entry.getValue()));
    }
    held.sort(Comparator.comparingInt(RuleUpdate::version));
    for (RuleUpdate update : held) {
      catalog.offer(update.text().getBytes(StandardCharsets.UTF_8));
    }
    for (byte[] document : publishedAtOpen) {
      catalog.offer(document);
    }
    publishedAtOpen = null;
  }
}
