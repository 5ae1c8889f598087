package io.renwu.job;

import io.renwu.budget.BudgetRequest;
import io.renwu.function.BudgetFunction;
import io.renwu.function.DeadLetters;
import io.renwu.function.FailureCounter;
import io.renwu.function.OutputRecord;
import io.renwu.function.PublishedRecord;
import io.renwu.function.QueuedEvent;
import io.renwu.function.QueuedEventSerializer;
import io.renwu.function.QueuedRecord;
import io.renwu.function.RecordSplitFunction;
import io.renwu.function.RuleGate;
import io.renwu.function.RuleUpdate;
import io.renwu.function.TaskFunction;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;

/**
 * The task job's stages.
 *
 * <pre>
 * queue-source ─► unpack ─► by user ─► tasks ─────────────────────► output-sink (grants, progress,
 *                    │                  ▲  └─► by task ─► budgets ────▲         decisions)
 *                    └──────────────────┼─────► dead-letter-sink
 *                                       │
 * rules ─► rule-gate ─► broadcast ──────┘
 *             └───────────────────────────────► rule-status-sink
 * </pre>
 *
 * <p>Event time is the time of receipt: all records received before the watermark have been read.
 */
public final class TaskTopology {
  /** After this long without records, a queue stream no longer holds back the watermark. */
  private static final Duration IDLE_AFTER = Duration.ofMinutes(1);

  private TaskTopology() {}

  /**
   * Adds the stages to the environment.
   *
   * @param clock derives the watermarks of records: {@link ReceiptClock}
   * @param failures counts failures of events before they reach the tasks, which count their own
   * @param gate decides on published documents
   * @param tasks a {@link TaskFunction}, or what stands in for one
   */
  public static void build(
      StreamExecutionEnvironment env,
      Source<QueuedRecord, ?, ?> queue,
      WatermarkGeneratorSupplier<QueuedRecord> clock,
      FailureCounter failures,
      Source<PublishedRecord, ?, ?> rules,
      RuleGate gate,
      KeyedBroadcastProcessFunction<String, QueuedEvent, RuleUpdate, OutputRecord> tasks,
      Sink<OutputRecord> outputs,
      Sink<OutputRecord> deadLetters,
      Sink<OutputRecord> ruleStatus) {
    SingleOutputStreamOperator<QueuedEvent> events =
        env.fromSource(
                queue,
                WatermarkStrategy.forGenerator(clock).withIdleness(IDLE_AFTER),
                OperatorIds.QUEUE_SOURCE)
            .uid(OperatorIds.QUEUE_SOURCE)
            .process(new RecordSplitFunction(failures))
            .returns(QueuedEventSerializer.typeInformation())
            .name(OperatorIds.UNPACK)
            .uid(OperatorIds.UNPACK);
    SingleOutputStreamOperator<RuleUpdate> accepted =
        env.fromSource(
                rules,
                WatermarkStrategy.forGenerator(context -> new UntimedWatermarks<>()),
                OperatorIds.RULES)
            .setParallelism(1)
            .uid(OperatorIds.RULES)
            .process(gate)
            .setParallelism(1)
            .setMaxParallelism(1)
            .name(OperatorIds.RULE_GATE)
            .uid(OperatorIds.RULE_GATE);
    BroadcastStream<RuleUpdate> broadcast = accepted.broadcast(TaskFunction.TASKS);
    SingleOutputStreamOperator<OutputRecord> effects =
        events
            .keyBy(queued -> queued.event().userId(), Types.STRING)
            .connect(broadcast)
            .process(tasks)
            .returns(TypeInformation.of(OutputRecord.class))
            .name(OperatorIds.TASKS)
            .uid(OperatorIds.TASKS);
    SingleOutputStreamOperator<OutputRecord> budgeted =
        effects
            .getSideOutput(BudgetFunction.REQUESTS)
            .keyBy(BudgetRequest::key)
            .process(new BudgetFunction())
            .returns(TypeInformation.of(OutputRecord.class))
            .name(OperatorIds.BUDGETS)
            .uid(OperatorIds.BUDGETS);
    effects
        .union(budgeted)
        .sinkTo(outputs)
        .name(OperatorIds.OUTPUT_SINK)
        .uid(OperatorIds.OUTPUT_SINK);
    events
        .getSideOutput(DeadLetters.TAG)
        .sinkTo(deadLetters)
        .name(OperatorIds.DEAD_LETTER_SINK)
        .uid(OperatorIds.DEAD_LETTER_SINK);
    accepted
        .getSideOutput(RuleGate.STATUS)
        .sinkTo(ruleStatus)
        .setParallelism(1)
        .name(OperatorIds.RULE_STATUS_SINK)
        .uid(OperatorIds.RULE_STATUS_SINK);
  }
}
