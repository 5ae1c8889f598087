package io.renwu.connector.redis.streams.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.StreamId;
import io.renwu.connector.redis.streams.sink.RedisStreamsSink;
import io.renwu.connector.redis.streams.source.RedisStreamsSource;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.config.StartPosition;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Two jobs with a queue between them: one writes the numbers below {@link #RECORDS}, each half of
 * them a partition, a millisecond of receipt apart; the other takes them.
 */
public final class NumbersJobs {
  public static final long RECORDS = 60_000;
  public static final int PARTITIONS = 2;
  public static final String TOPIC = "numbers";

  private static final long RANGE = RECORDS / PARTITIONS;

  private NumbersJobs() {}

  /** Many checkpoints, many restarts; settings may be added before the environment is made. */
  public static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 20);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    return configuration;
  }

  public static StreamExecutionEnvironment environment(Configuration configuration, int parallel) {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallel);
    return env;
  }

  /** Starts the writing job; it ends when all numbers are in the queue. */
  public static JobClient write(RedisAccess access, MapFunction<Long, Long> passing)
      throws Exception {
    StreamExecutionEnvironment env = environment(configuration(), PARTITIONS);
    env.fromSource(
            new NumberSequenceSource(0, RECORDS - 1), WatermarkStrategy.noWatermarks(), "numbers")
        .map(passing)
        .returns(Types.LONG)
        .sinkTo(
            RedisStreamsSink.<Long>builder()
                .access(access)
                .serializer(NumbersJobs::record)
                .build());
    return env.executeAsync("writer");
  }

  private static QueueRecord record(long number) {
    return new QueueRecord(
        new StreamId(TOPIC, (int) (number / RANGE)),
        number % RANGE,
        1_000 + number,
        Long.toString(number).getBytes(UTF_8));
  }

  /** The numbers, as the reading job takes them, at the rate that is set. */
  public static SingleOutputStreamOperator<Long> taken(
      StreamExecutionEnvironment env,
      RedisAccess access,
      Duration retained,
      MapFunction<Long, Long> passing) {
    return env.fromSource(
            source(access, retained),
            WatermarkStrategy.<Long>forMonotonousTimestamps().withIdleness(Duration.ofSeconds(1)),
            "queue")
        .uid("queue")
        .map(passing)
        .uid("passing")
        .returns(Types.LONG);
  }

  /** The source of the reading job. */
  public static RedisStreamsSource<Long> source(RedisAccess access, Duration retained) {
    SourceSettings settings =
        new SourceSettings(
            StartPosition.TAKEN,
            retained,
            Duration.ofMillis(200),
            Duration.ofMillis(50),
            ReaderRate.CONTROLLED,
            Duration.ZERO,
            16 << 20);
    return RedisStreamsSource.<Long>builder()
        .access(access)
        .deserializer(new Numbers())
        .settings(settings)
        .build();
  }

  private static final class Numbers implements QueueDeserializer<Long> {
    private static final long serialVersionUID = 1;

    @Override
    public Long deserialize(QueueRecord record) {
      return Long.valueOf(new String(record.value(), UTF_8));
    }

    @Override
    public long eventTimeMillis(Long element) {
      return element % RANGE;
    }

    @Override
    public TypeInformation<Long> getProducedType() {
      return Types.LONG;
    }
  }
}
