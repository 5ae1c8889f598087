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
import io.renwu.function.UserEventFunction;
import io.renwu.function.UserEventOperator;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

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
   * The sources of the job.
   *
   * @param queue the behaviors
   * @param clock derives the watermarks of behaviors: {@link ReceiptClock}
   * @param rules the published documents
   */
  public record Inputs(
      Source<QueuedRecord, ?, ?> queue,
      WatermarkGeneratorSupplier<QueuedRecord> clock,
      Source<PublishedRecord, ?, ?> rules) {}

  /**
   * The sinks of the job.
   *
   * @param effects grants, progress and decisions
   * @param ruleStatus the answers to published documents
   */
  public record Outputs(
      Sink<OutputRecord> effects, Sink<OutputRecord> deadLetters, Sink<OutputRecord> ruleStatus) {}

  /**
   * Adds the stages to the environment.
   *
   * @param failures counts failures of events before they reach the tasks, which count their own
   * @param gate decides on published documents
   * @param tasks a {@link TaskFunction}, or a substitute for it
   */
  public static void build(
      StreamExecutionEnvironment env,
      Inputs inputs,
      FailureCounter failures,
      RuleGate gate,
      UserEventFunction tasks,
      Outputs outputs) {
    SingleOutputStreamOperator<QueuedEvent> events =
        env.fromSource(
                inputs.queue(),
                WatermarkStrategy.forGenerator(inputs.clock()).withIdleness(IDLE_AFTER),
                OperatorIds.QUEUE_SOURCE)
            .uid(OperatorIds.QUEUE_SOURCE)
            .process(new RecordSplitFunction(failures))
            .returns(QueuedEventSerializer.typeInformation())
            .name(OperatorIds.UNPACK)
            .uid(OperatorIds.UNPACK);
    SingleOutputStreamOperator<RuleUpdate> accepted =
        env.fromSource(
                inputs.rules(),
                WatermarkStrategy.forGenerator(context -> new UntimedWatermarks<>()),
                OperatorIds.RULES)
            .setParallelism(1)
            .uid(OperatorIds.RULES)
            .process(gate)
            .setParallelism(1)
            .setMaxParallelism(1)
            .name(OperatorIds.RULE_GATE)
            .uid(OperatorIds.RULE_GATE);
    SingleOutputStreamOperator<OutputRecord> effects =
        events
            .keyBy(queued -> queued.event().userId(), Types.STRING)
            .connect(accepted.broadcast())
            .transform(
                OperatorIds.TASKS,
                TypeInformation.of(OutputRecord.class),
                new UserEventOperator(tasks))
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
        .sinkTo(outputs.effects())
        .name(OperatorIds.OUTPUT_SINK)
        .uid(OperatorIds.OUTPUT_SINK);
    events
        .getSideOutput(DeadLetters.TAG)
        .sinkTo(outputs.deadLetters())
        .name(OperatorIds.DEAD_LETTER_SINK)
        .uid(OperatorIds.DEAD_LETTER_SINK);
    accepted
        .getSideOutput(RuleGate.STATUS)
        .sinkTo(outputs.ruleStatus())
        .setParallelism(1)
        .name(OperatorIds.RULE_STATUS_SINK)
        .uid(OperatorIds.RULE_STATUS_SINK);
  }
}
