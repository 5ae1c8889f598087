package io.renwu.job.kafka.source;

import io.renwu.connector.redis.streams.SystemClock;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.client.RedisStreams;
import io.renwu.connector.redis.streams.lease.LeaseKeeper;
import io.renwu.connector.redis.streams.lease.LeaseSettings;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.function.RawRecord;
import io.renwu.job.kafka.KafkaAccess;
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
import org.jspecify.annotations.Nullable;

/**
 * Kafka's source that starts no partition after the end of its stream in the queue, so that records
 * that the queue lost are read again; see {@link SplitStart}. Its state is that of Kafka's source
 * and the fencing number of the job's lease.
 */
public final class RewindingKafkaSource
    implements Source<RawRecord, KafkaPartitionSplit, LeasedState<KafkaSourceEnumState>>,
        ResultTypeQueryable<RawRecord>,
        LineageVertexProvider {
  private static final long serialVersionUID = 1L;

  /** As long as writers wait for an unavailable server. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final KafkaSource<RawRecord> kafka;
  private final KafkaAccess client;
  private final String group;
  private final RedisAccess queue;
  private final QueueBounds bounds;
  private @Nullable LeaseSettings lease;

  /**
   * Wraps a source.
   *
   * @param kafka without an offset reset, so that Kafka itself skips nothing
   * @param group of its consumers
   */
  public RewindingKafkaSource(
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

  /**
   * Ensures that no other job with a lease of this role reads for the queue at the same time.
   *
   * @return this
   */
  public RewindingKafkaSource exclusive(LeaseSettings newLease) {
    lease = newLease;
    return this;
  }

  @Override
  public SourceReader<RawRecord, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    SourceReader<RawRecord, KafkaPartitionSplit> reader = kafka.createReader(context);
    RedisStreams redis = LettuceRedisStreams.connectInCoordinator(queue);
    return new RewindingReader(
        reader,
        new SplitStartFinder(client, group, redis, PATIENCE),
        new RewindMetrics(context.metricGroup()),
        bounds.isNone() ? null : new QueueCapacity(redis, bounds),
        redis,
        client);
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, LeasedState<KafkaSourceEnumState>> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) throws Exception {
    return leased(context, kafka.createEnumerator(context), 0);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, LeasedState<KafkaSourceEnumState>> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, LeasedState<KafkaSourceEnumState> state)
      throws Exception {
    return leased(context, kafka.restoreEnumerator(context, state.state()), state.lease());
  }

  private LeasedEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> leased(
      SplitEnumeratorContext<KafkaPartitionSplit> context,
      SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> enumerator,
      long number) {
    RedisStreams redis = LettuceRedisStreams.connectInCoordinator(queue);
    LeaseKeeper keeper =
        new LeaseKeeper(
            lease,
            redis,
            SystemClock.REAL,
            context::runInCoordinatorThread,
            context.metricGroup().getAllVariables(),
            number);
    return new LeasedEnumerator<>(context, enumerator, keeper, redis);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<LeasedState<KafkaSourceEnumState>>
      getEnumeratorCheckpointSerializer() {
    return new LeasedState.Serializer<>(kafka.getEnumeratorCheckpointSerializer());
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
