package io.renwu.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.testing.NumbersJobs;
import io.renwu.connector.redis.streams.testing.Seen;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.server.RedisServer;
import io.renwu.timeout.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A queue that becomes idle while documents are still published. */
@Timeout(120)
class QuietQueueIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @TempDir Path folder;

  @Test
  void watermarkFollowsTheEventsOnly() throws Exception {
    try (RedisServer server = new RedisServer(folder, RedisServer.Fsync.EVERY_SECOND)) {
      server.start();
      RedisAccess access = RedisAccess.of(server.uri(), "q");
      NumbersJobs.write(access, new Seen<>("quiet")).getJobExecutionResult().join();
      StreamExecutionEnvironment env = NumbersJobs.environment(NumbersJobs.configuration(), 1);
      NumbersJobs.taken(env, access, Duration.ZERO, new Seen<>("events"))
          .keyBy(number -> "all", Types.STRING)
          .connect(
              env.fromSource(
                      NumbersJobs.source(access, Duration.ZERO),
                      WatermarkStrategy.forGenerator(context -> new UntimedWatermarks<>()),
                      "timeless")
                  .keyBy(number -> "all", Types.STRING))
          .process(new Timers())
          .returns(Types.STRING)
          .map(new Seen<>("timers"))
          .returns(Types.STRING)
          .print();
      JobClient job = env.executeAsync("quiet");
      Await.untilTrue(
          "the queue to be idle",
          Duration.ofMinutes(1),
          () -> Seen.elements("timers").contains("long idle"));
      job.cancel().join();
      assertThat(List.copyOf(Seen.elements("timers"))).containsExactly("at 30000", "long idle");
    }
  }

  private static final class Timers extends KeyedCoProcessFunction<String, Long, Long, String> {
    private static final long serialVersionUID = 1L;
    private static final long IDLE_MILLIS = 4_000;

    private long firstMillis;
    private long idleMillis;

    @Override
    public void processElement1(Long number, Context context, Collector<String> out) {
      context.timerService().registerEventTimeTimer(30_000);
      context.timerService().registerEventTimeTimer(90_000_000_000L);
      if (number == NumbersJobs.RECORDS - 1) {
        idleMillis = context.timerService().currentProcessingTime() + IDLE_MILLIS;
        context.timerService().registerProcessingTimeTimer(idleMillis);
      }
    }

    @Override
    public void processElement2(Long rule, Context context, Collector<String> out) {}

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
      boolean first = timestamp == 30_000 && firstMillis == 0;
      firstMillis = first ? timestamp : firstMillis;
      if (first || timestamp != 30_000) {
        out.collect(timestamp == idleMillis ? "long idle" : "at " + timestamp);
      }
    }
  }
}
