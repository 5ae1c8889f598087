package io.renwu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.budget.BudgetLine;
import io.renwu.budget.BudgetRequest;
import io.renwu.budget.BudgetUnit;
import io.renwu.codec.OutputReader;
import io.renwu.function.BudgetFunction;
import io.renwu.function.BudgetRequestSerializer;
import io.renwu.function.OutputRecord;
import io.renwu.model.Budget.Metric;
import io.renwu.model.CalendarUnit;
import io.renwu.model.Grant;
import io.renwu.model.Grant.Outcome;
import io.renwu.model.GrantKey;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Parallel instances that fail grant exactly the budgets of several tasks. */
@Timeout(120)
@SuppressWarnings("try") // the iterator declares close() throws Exception
class BudgetsIT {
  private static final int REQUESTS = 40_000;
  private static final int TASKS = 4;
  private static final int LIMIT = 777;
  private static final int FAILURES = 3;

  private static final AtomicInteger FAILED = new AtomicInteger();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @TempDir Path folder;

  @Test
  void eachTaskGrantsExactlyItsBudget() throws Exception {
    Configuration conf = new Configuration();
    conf.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    conf.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    conf.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    conf.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    conf.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    conf.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    conf.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(conf);
    env.setParallelism(4);
    FAILED.set(0);
    Map<String, Integer> granted = new HashMap<>();
    Set<String> answered = new HashSet<>();
    try (CloseableIterator<OutputRecord> records =
        env.fromSequence(0, REQUESTS - 1)
            .map(new Requests())
            .returns(BudgetRequestSerializer.typeInformation())
            .keyBy(BudgetRequest::key)
            .process(new BudgetFunction())
            .returns(TypeInformation.of(OutputRecord.class))
            .uid("budgets")
            .executeAndCollect()) {
      while (records.hasNext()) {
        Grant grant = OutputReader.grant(records.next().value());
        assertThat(answered.add(grant.grantId())).as(grant.grantId()).isTrue();
        if (grant.outcome() == Outcome.GRANTED) {
          granted.merge(grant.taskId(), 1, Integer::sum);
        }
      }
    }
    assertThat(FAILED.get()).isGreaterThanOrEqualTo(FAILURES);
    assertThat(answered).hasSize(REQUESTS);
    assertThat(granted).hasSize(TASKS).values().containsOnly(LIMIT);
  }

  /** Requests one grant of each task in turn; fails sometimes, after completed checkpoints. */
  private static final class Requests implements MapFunction<Long, BudgetRequest> {
    private static final long serialVersionUID = 1L;
    private static final int BETWEEN_FAILURES = 2_500;

    private transient int mapped;

    @Override
    public BudgetRequest map(Long number) throws Exception {
      mapped++;
      if (mapped == BETWEEN_FAILURES && FAILED.get() < FAILURES) {
        FAILED.incrementAndGet();
        throw new IllegalStateException("intended failure");
      }
      GrantKey key = GrantKey.of("u" + number, "t" + number % TASKS, "-", 1).rewardId("r").build();
      Grant grant =
          Grant.of("g" + number, key)
              .reward("POINTS", BigDecimal.ONE, Map.of())
              .eventId("e")
              .time(Instant.EPOCH)
              .build();
      BudgetUnit unit = new BudgetUnit(Metric.COMPLETIONS, null, CalendarUnit.ALWAYS, 0);
      BudgetLine line = new BudgetLine(unit, BigDecimal.valueOf(LIMIT), null, false);
      return new BudgetRequest(List.of(line), true, false, null, List.of(grant));
    }
  }
}
