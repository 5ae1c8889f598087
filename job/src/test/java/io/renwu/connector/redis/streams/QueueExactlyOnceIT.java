package io.renwu.connector.redis.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RateDocument;
import io.renwu.connector.redis.streams.client.RedisAccess;
import io.renwu.connector.redis.streams.client.RedisProcess;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.client.StreamMarks;
import io.renwu.connector.redis.streams.sink.RedisStreamsSink;
import io.renwu.connector.redis.streams.source.RedisStreamsSource;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.config.StartPosition;
import io.renwu.connector.redis.streams.testing.FailOnce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Through failures of either job and the loss of a task manager, each record exactly once. */
@Timeout(180)
class QueueExactlyOnceIT {
  private static final long RECORDS = 60_000;
  private static final int PARTITIONS = 2;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir Path folder;

  @Test
  void eachRecordExactlyOnce(@InjectMiniCluster MiniCluster cluster) throws Exception {
    try (RedisProcess server = RedisProcess.start(folder);
        RedisStreams redis = LettuceRedisStreams.connect(server.access("q"))) {
      RateDocument rate = new RateDocument(1, 15_000.0, false, "test", "", "");
      redis.replaceControl(0, rate.toJson()).join();

      JobClient writer = startWriter(server.access("q"));
      StreamExecutionEnvironment env = environment();
      CloseableIterator<Long> taken = reader(env, server.access("q"));
      JobClient reader = env.executeAsync("reader");

      List<Long> all = new ArrayList<>();
      while (all.size() < RECORDS / 2) {
        all.add(taken.next());
      }
      cluster.terminateTaskManager(0).join();
      cluster.startTaskManager();
      while (all.size() < RECORDS) {
        all.add(taken.next());
      }
      writer.getJobExecutionResult().join();
      assertThat(redis.status().join().orElse("")).contains("\"rate\":15000.0");
      reader.cancel().join();

      all.sort(null);
      assertThat(all).isEqualTo(LongStream.range(0, RECORDS).boxed().toList());
      assertThat(FailOnce.failures("writer")).isEqualTo(1);
      assertThat(FailOnce.failures("reader")).isEqualTo(1);
      for (int partition = 0; partition < PARTITIONS; partition++) {
        StreamMarks marks = redis.marks(new StreamId("numbers", partition)).join();
        assertThat(marks.trimmed()).isPositive().isEqualTo(marks.taken());
      }
    }
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 20);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(PARTITIONS);
    return env;
  }

  /** Each half of the numbers is a partition. */
  private static JobClient startWriter(RedisAccess access) throws Exception {
    StreamExecutionEnvironment env = environment();
    env.fromSource(
            new NumberSequenceSource(0, RECORDS - 1), WatermarkStrategy.noWatermarks(), "numbers")
        .map(new FailOnce<>("writer", RECORDS / 5))
        .returns(Types.LONG)
        .sinkTo(
            RedisStreamsSink.<Long>builder()
                .access(access)
                .serializer(QueueExactlyOnceIT::record)
                .incarnation(topic -> "only")
                .build());
    return env.executeAsync("writer");
  }

  private static QueueRecord record(long number) {
    long range = RECORDS / PARTITIONS;
    return new QueueRecord(
        new StreamId("numbers", (int) (number / range)),
        number % range,
        1_000 + number,
        Long.toString(number).getBytes(UTF_8));
  }

  private static CloseableIterator<Long> reader(
      StreamExecutionEnvironment env, RedisAccess access) {
    SourceSettings settings =
        new SourceSettings(
            StartPosition.TAKEN,
            Duration.ZERO,
            Duration.ofMillis(200),
            Duration.ofMillis(50),
            ReaderRate.CONTROLLED,
            16 << 20);
    RedisStreamsSource<Long> source =
        RedisStreamsSource.<Long>builder()
            .access(access)
            .deserializer(new Numbers())
            .settings(settings)
            .build();
    return env.fromSource(
            source,
            WatermarkStrategy.<Long>forMonotonousTimestamps().withIdleness(Duration.ofSeconds(1)),
            "queue")
        .map(new FailOnce<>("reader", RECORDS / 5))
        .returns(Types.LONG)
        .collectAsync();
  }

  private static final class Numbers implements QueueDeserializer<Long> {
    private static final long serialVersionUID = 1;

    @Override
    public Long deserialize(QueueRecord record) {
      return Long.valueOf(new String(record.value(), UTF_8));
    }

    @Override
    public long eventTimeMillis(Long element) {
      return element % (RECORDS / PARTITIONS);
    }

    @Override
    public TypeInformation<Long> getProducedType() {
      return Types.LONG;
    }
  }
}
