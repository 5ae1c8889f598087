package io.renwu.bench.rate;

import io.renwu.bench.BenchJobs;
import io.renwu.connector.redis.streams.QueueRecord;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.control.RateDocument;
import io.renwu.connector.redis.streams.source.RedisStreamsSource;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.server.EmbeddedFlink;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A job that reads a queue by changing rate rules and counts the records. */
final class ReadingJob implements AutoCloseable {
  private static final long FIRST = 1;

  private final RedisStreams redis;
  private final JobClient job;
  private long version = FIRST;

  private ReadingJob(RedisStreams redis, JobClient job) {
    this.redis = redis;
    this.job = job;
  }

  /** Starts a paused job. */
  static ReadingJob start(EmbeddedFlink flink, RedisStreams redis, RedisAccess access, int readers)
      throws Exception {
    ReadCounts.clear();
    String paused = RateDocument.of(FIRST, null, true, "bench", "", "").toJson();
    redis.replaceControl(0, paused).join();
    StreamExecutionEnvironment env = flink.environment();
    env.setParallelism(readers);
    env.getConfig().enableObjectReuse();
    env.fromSource(
            RedisStreamsSource.<String>builder().access(access).deserializer(new Topics()).build(),
            WatermarkStrategy.noWatermarks(),
            "queue-source")
        .map(
            topic -> {
              ReadCounts.add(topic);
              return topic;
            })
        .returns(Types.STRING)
        .sinkTo(new DiscardingSink<>());
    return new ReadingJob(redis, env.executeAsync("bench-rate"));
  }

  /** Changes the rules and sets their version. */
  void set(RateDocument rules) {
    RateDocument next = rules.signed(version + 1, rules.by(), rules.at(), rules.reason());
    if (!redis.replaceControl(version, next.toJson()).join()) {
      throw new IllegalStateException("another client has changed the rate of this queue");
    }
    version++;
  }

  @Override
  public void close() {
    try {
      BenchJobs.cancel(job);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the job cannot be cancelled", e);
    } finally {
      redis.close();
    }
  }

  /** The topic of each record. */
  private static final class Topics implements QueueDeserializer<String> {
    private static final long serialVersionUID = 1;

    @Override
    public String deserialize(QueueRecord record) {
      return record.stream().topic();
    }

    @Override
    public long eventTimeMillis(String topic) {
      return 0;
    }

    @Override
    public TypeInformation<String> getProducedType() {
      return Types.STRING;
    }
  }
}
