package io.renwu.bench.engine;

import io.renwu.bench.BenchJobs;
import io.renwu.bench.engine.EventGenerator.Traffic;
import io.renwu.engine.EngineSettings;
import io.renwu.function.FailureCounter;
import io.renwu.function.OutputRecord;
import io.renwu.function.QueuedEventSerializer;
import io.renwu.function.RuleUpdate;
import io.renwu.function.TaskFunction;
import io.renwu.function.UserEventFunction;
import io.renwu.function.UserEventOperator;
import io.renwu.model.DecisionLevel;
import io.renwu.server.EmbeddedFlink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A job of one function between an event generator and a discarding sink. One thread generates and
 * serializes events; another reads them, runs the function and counts its events. Idle until the
 * valve admits events.
 */
final class PipelineJob implements AutoCloseable {
  private static int jobs;

  private final Valve valve;
  private final JobClient job;

  private PipelineJob(Valve valve, JobClient job) {
    this.valve = valve;
    this.job = job;
  }

  /** The users of the events. */
  record Users(long number, Traffic traffic) {}

  /** A job of this project's task function, without de-duplication. */
  static PipelineJob tasks(EmbeddedFlink flink, GeneratedTasks set, Users users) throws Exception {
    return start(
        flink,
        set,
        users,
        new TaskFunction(
            new EngineSettings(Duration.ZERO),
            DecisionLevel.REJECTED,
            set::accepted,
            FailureCounter.NONE));
  }

  /** A job of a function that stores and sends the same number of bytes. */
  static PipelineJob plain(EmbeddedFlink flink, GeneratedTasks set, Users users) throws Exception {
    return start(flink, set, users, PlainFunction.like(set));
  }

  private static PipelineJob start(
      EmbeddedFlink flink, GeneratedTasks set, Users users, UserEventFunction function)
      throws Exception {
    Valve valve = new Valve("bench-engine-" + jobs++);
    StreamExecutionEnvironment env = flink.environment();
    env.setParallelism(1);
    env.getConfig().enableObjectReuse();
    DataStream<RuleUpdate> noRules =
        env.fromSource(new NumberSequenceSource(0, 0), WatermarkStrategy.noWatermarks(), "no-rules")
            .<RuleUpdate>flatMap((number, out) -> {})
            .returns(TypeInformation.of(RuleUpdate.class))
            .broadcast();
    env.fromSource(
            new NumberSequenceSource(0, Long.MAX_VALUE - 1),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .map(new EventGenerator(valve, set, users.number(), users.traffic()))
        .returns(QueuedEventSerializer.typeInformation())
        .keyBy(queued -> queued.event().userId(), Types.STRING)
        .connect(noRules)
        .transform(
            "function",
            TypeInformation.of(OutputRecord.class),
            new UserEventOperator(new CountedFunction(function, valve)))
        .sinkTo(new DiscardingSink<>());
    return new PipelineJob(valve, env.executeAsync(valve.name()));
  }

  /** Admits further events and waits until they are processed. */
  Valve.Pass pass(long events) throws InterruptedException {
    return valve.pass(events, this::hasEnded);
  }

  private boolean hasEnded() {
    try {
      return BenchJobs.hasEnded(job);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException gone) {
      return true;
    }
  }

  /** Writes all state into a folder, while it admits further events. */
  void savepoint(Path folder, SavepointFormatType format) throws Exception {
    CompletableFuture<String> written = job.triggerSavepoint(folder.toUri().toString(), format);
    valve.admitUntil(written);
    written.join();
  }

  @Override
  public void close() {
    try {
      BenchJobs.cancel(job);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("job " + valve.name() + " cannot be cancelled", e);
    }
  }
}
