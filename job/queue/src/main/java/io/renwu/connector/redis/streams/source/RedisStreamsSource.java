package io.renwu.connector.redis.streams.source;

import static java.util.Objects.requireNonNull;

import io.renwu.connector.redis.streams.SystemClock;
import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.lease.LeaseSettings;
import io.renwu.connector.redis.streams.source.config.DownstreamSignal;
import io.renwu.connector.redis.streams.source.config.FirstStart;
import io.renwu.connector.redis.streams.source.config.InitialRate;
import io.renwu.connector.redis.streams.source.config.PoisonPolicy;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.connector.redis.streams.source.config.SourceRules;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import io.renwu.connector.redis.streams.source.enumerator.EnumeratorState;
import io.renwu.connector.redis.streams.source.enumerator.EnumeratorStateSerializer;
import io.renwu.connector.redis.streams.source.enumerator.FirstStartEnumerator;
import io.renwu.connector.redis.streams.source.enumerator.RedisStreamsEnumerator;
import io.renwu.connector.redis.streams.source.reader.RedisStreamsReader;
import io.renwu.connector.redis.streams.source.split.StreamSplit;
import io.renwu.connector.redis.streams.source.split.StreamSplitSerializer;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsSplitReassignmentOnRecovery;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads all streams of a queue, each record once: positions are in Flink's checkpoints, and a
 * stream is trimmed only up to a completed checkpoint. Partition p of every topic is read by reader
 * p mod parallelism, which merges the backlogs of its streams by event time. A record's timestamp
 * is its receivedAt, and every stream is a split with its own watermark.
 */
public final class RedisStreamsSource<T>
    implements Source<T, StreamSplit, EnumeratorState>,
        ResultTypeQueryable<T>,
        SupportsSplitReassignmentOnRecovery {
  private static final long serialVersionUID = 1;

  private final RedisAccess access;
  private final QueueDeserializer<T> deserializer;
  private final SourceSettings settings;
  private final SourceRules rules;
  private final PoisonPolicy<T> poison;
  private final DownstreamSignal downstream;
  private final FirstStart firstStart;
  private final Boundedness boundedness;

  private RedisStreamsSource(
      RedisAccess access,
      QueueDeserializer<T> deserializer,
      SourceSettings settings,
      SourceRules rules,
      PoisonPolicy<T> poison,
      DownstreamSignal downstream,
      FirstStart firstStart,
      Boundedness boundedness) {
    this.access = access;
    this.deserializer = deserializer;
    this.settings = settings;
    this.rules = rules;
    this.poison = poison;
    this.downstream = downstream;
    this.firstStart = firstStart;
    this.boundedness = boundedness;
  }

  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  @Override
  public Boundedness getBoundedness() {
    return boundedness;
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return deserializer.getProducedType();
  }

  @Override
  public SplitEnumerator<StreamSplit, EnumeratorState> createEnumerator(
      SplitEnumeratorContext<StreamSplit> context) {
    return new FirstStartEnumerator(restoreEnumerator(context, EnumeratorState.EMPTY), firstStart);
  }

  @Override
  public SplitEnumerator<StreamSplit, EnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<StreamSplit> context, EnumeratorState state) {
    return new RedisStreamsEnumerator(
        context,
        LettuceRedisStreams.connectInCoordinator(access),
        settings,
        rules,
        downstream,
        boundedness,
        state,
        SystemClock.REAL);
  }

  @Override
  public SourceReader<T, StreamSplit> createReader(SourceReaderContext context) {
    return new RedisStreamsReader<>(
        context,
        LettuceRedisStreams.connect(access),
        deserializer,
        settings,
        poison,
        SystemClock.REAL);
  }

  @Override
  public SimpleVersionedSerializer<StreamSplit> getSplitSerializer() {
    return new StreamSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
    return new EnumeratorStateSerializer();
  }

  /** Builds a {@link RedisStreamsSource}; access and deserializer are required. */
  public static final class Builder<T> {
    private @Nullable RedisAccess access;
    private @Nullable QueueDeserializer<T> deserializer;
    private SourceSettings settings = SourceSettings.DEFAULT;
    private InitialRate initialRate = InitialRate.UNLIMITED;
    private @Nullable LeaseSettings lease;
    private PoisonPolicy<T> poison = PoisonPolicy.never();
    private DownstreamSignal downstream = DownstreamSignal.NONE;
    private FirstStart firstStart = FirstStart.ALLOWED;
    private Boundedness boundedness = Boundedness.CONTINUOUS_UNBOUNDED;

    private Builder() {}

    public Builder<T> access(RedisAccess access) {
      this.access = access;
      return this;
    }

    public Builder<T> deserializer(QueueDeserializer<T> deserializer) {
      this.deserializer = deserializer;
      return this;
    }

    /** Default: {@link SourceSettings#DEFAULT}. */
    public Builder<T> settings(SourceSettings settings) {
      this.settings = settings;
      return this;
    }

    /** Applies until a rate is set. Default: {@link InitialRate#UNLIMITED}. */
    public Builder<T> initialRate(InitialRate initialRate) {
      this.initialRate = initialRate;
      return this;
    }

    /**
     * Lets only one job with a lease of this role read the queue at a time. Default: any number of
     * jobs may read it.
     */
    public Builder<T> exclusive(LeaseSettings lease) {
      this.lease = lease;
      return this;
    }

    /** Default: {@link PoisonPolicy#never}. */
    public Builder<T> poison(PoisonPolicy<T> poison) {
      this.poison = poison;
      return this;
    }

    /** The signals that an adaptive rate can follow. Default: {@link DownstreamSignal#NONE}. */
    public Builder<T> downstream(DownstreamSignal downstream) {
      this.downstream = downstream;
      return this;
    }

    /** Asked when the job begins without a checkpoint. Default: {@link FirstStart#ALLOWED}. */
    public Builder<T> firstStart(FirstStart firstStart) {
      this.firstStart = firstStart;
      return this;
    }

    /**
     * Reads each stream up to the position at which it ends when the job begins, and no streams
     * that are registered later; then the source ends. Default: the source reads without end.
     */
    public Builder<T> bounded() {
      this.boundedness = Boundedness.BOUNDED;
      return this;
    }

    public RedisStreamsSource<T> build() {
      return new RedisStreamsSource<>(
          requireNonNull(access, "access"),
          requireNonNull(deserializer, "deserializer"),
          requireNonNull(settings, "settings"),
          new SourceRules(requireNonNull(initialRate, "initialRate"), lease),
          requireNonNull(poison, "poison"),
          requireNonNull(downstream, "downstream"),
          requireNonNull(firstStart, "firstStart"),
          boundedness);
    }
  }
}
