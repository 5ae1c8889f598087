package io.renwu.job.kafka;

import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisAccess;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.function.RawRecord;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * Kafka's source, but for where a partition begins: never behind the end of its stream in the
 * queue, so that what the queue has lost is read again; see {@link SplitStart}. Its state is that
 * of Kafka's source.
 */
public final class RewindingKafkaSource
    implements Source<RawRecord, KafkaPartitionSplit, KafkaSourceEnumState>,
        ResultTypeQueryable<RawRecord>,
        LineageVertexProvider {
  private static final long serialVersionUID = 1L;

  /** As long as writers wait for a server that is away. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KafkaSource<RawRecord> kafka;
  private final KafkaAccess client;
  private final String group;
  private final RedisAccess queue;
  private final QueueBounds bounds;

  /**
   * Wraps a source.
   *
   * @param kafka without an offset reset, so that Kafka itself skips nothing
   * @param group of its consumers
   */
  RewindingKafkaSource(
      KafkaSource<RawRecord> kafka,
      KafkaAccess client,
      String group,
      RedisAccess queue,
      QueueBounds bounds) {
    this.kafka = kafka;
    this.client = client;
    this.group = group;
    this.queue = queue;
    this.bounds = bounds;
  }

  @Override
  public SourceReader<RawRecord, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    SourceReader<RawRecord, KafkaPartitionSplit> reader = kafka.createReader(context);
    RedisStreams redis = LettuceRedisStreams.connect(queue);
    return new RewindingReader(
        reader,
        new SplitStarts(client, group, redis, PATIENCE),
        new RewindMetrics(context.metricGroup()),
        bounds.isNone() ? null : new QueueRoom(redis, bounds),
        redis,
        client);
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception {
    return kafka.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws Exception {
    return kafka.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return kafka.getProducedType();
  }

  @Override
  public LineageVertex getLineageVertex() {
    return kafka.getLineageVertex();
  }
}
