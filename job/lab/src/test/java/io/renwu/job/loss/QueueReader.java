package io.renwu.job.loss;

import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.source.RedisStreamsSource;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.connector.redis.streams.source.config.ReaderRate;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.config.StartPosition;
import io.renwu.connector.redis.streams.testing.Committed;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job that reads the queue; collects each record once a completed checkpoint covers it. */
final class QueueReader implements AutoCloseable {
  private final String name = "queue-reader-" + UUID.randomUUID();
  private final JobClient job;

  QueueReader(StreamExecutionEnvironment env, RedisAccess access) throws Exception {
    RedisStreamsSource<String> source =
        RedisStreamsSource.<String>builder()
            .access(access)
            .deserializer(new Places())
            .settings(
                new SourceSettings(
                    StartPosition.TAKEN,
                    Duration.ofSeconds(1),
                    Duration.ofMillis(500),
                    Duration.ofMillis(50),
                    ReaderRate.CONTROLLED,
                    Duration.ZERO,
                    16 << 20))
            .build();
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "queue")
        .setParallelism(2)
        .map(new Committed<>(name, Types.STRING))
        .returns(Types.STRING)
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>());
    job = env.executeAsync("reader");
  }

  /** {@code topic:partition@offset} of every read record, with repetitions. */
  List<String> taken() {
    return Committed.elements(name);
  }

  /** The number of records read. */
  int count() {
    return Committed.count(name);
  }

  String jobId() {
    return job.getJobID().toString();
  }

  @Override
  public void close() {
    job.cancel().join();
  }

  private static final class Places implements QueueDeserializer<String> {
    private static final long serialVersionUID = 1;

    @Override
    public String deserialize(QueueRecord record) {
      return record.stream() + "@" + record.offset();
    }

    @Override
    public long eventTimeMillis(String element) {
      return Long.MIN_VALUE;
    }

    @Override
    public TypeInformation<String> getProducedType() {
      return Types.STRING;
    }
  }
}
