package io.renwu.connector.redis.streams.source;

import static java.util.Objects.requireNonNull;

import io.renwu.connector.redis.streams.client.RedisAccess;
import io.renwu.connector.redis.streams.lease.LeaseSettings;
import io.renwu.connector.redis.streams.source.config.DownstreamSignal;
import io.renwu.connector.redis.streams.source.config.FirstStart;
import io.renwu.connector.redis.streams.source.config.InitialRate;
import io.renwu.connector.redis.streams.source.config.PoisonPolicy;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.connector.redis.streams.source.config.SourceRules;
import io.renwu.connector.redis.streams.source.config.SourceSettings;
import org.apache.flink.api.connector.source.Boundedness;

/** Builds a {@link RedisStreamsSource}; access and deserializer are required. */
public final class RedisStreamsSourceBuilder<T> {
  private RedisAccess access;
  private QueueDeserializer<T> deserializer;
  private SourceSettings settings = SourceSettings.DEFAULT;
  private InitialRate initialRate = InitialRate.UNLIMITED;
  private LeaseSettings lease;
  private PoisonPolicy<T> poison = PoisonPolicy.never();
  private DownstreamSignal downstream = DownstreamSignal.NONE;
  private FirstStart firstStart = FirstStart.ALLOWED;
  private Boundedness boundedness = Boundedness.CONTINUOUS_UNBOUNDED;

  RedisStreamsSourceBuilder() {}

  public RedisStreamsSourceBuilder<T> access(RedisAccess access) {
    this.access = access;
    return this;
  }

  public RedisStreamsSourceBuilder<T> deserializer(QueueDeserializer<T> deserializer) {
    this.deserializer = deserializer;
    return this;
  }

  /** Default: {@link SourceSettings#DEFAULT}. */
  public RedisStreamsSourceBuilder<T> settings(SourceSettings settings) {
    this.settings = settings;
    return this;
  }

  /** Holds while no rate was ever set. Default: {@link InitialRate#UNLIMITED}. */
  public RedisStreamsSourceBuilder<T> initialRate(InitialRate initialRate) {
    this.initialRate = initialRate;
    return this;
  }

  /**
   * No other job with a lease of this role takes from the queue at the same time. Default: any
   * number of jobs may.
   */
  public RedisStreamsSourceBuilder<T> exclusive(LeaseSettings lease) {
    this.lease = lease;
    return this;
  }

  /** Default: {@link PoisonPolicy#never}. */
  public RedisStreamsSourceBuilder<T> poison(PoisonPolicy<T> poison) {
    this.poison = poison;
    return this;
  }

  /** What an adaptive rate can follow. Default: {@link DownstreamSignal#NONE}. */
  public RedisStreamsSourceBuilder<T> downstream(DownstreamSignal downstream) {
    this.downstream = downstream;
    return this;
  }

  /** Asked where the job begins without a checkpoint. Default: {@link FirstStart#ALLOWED}. */
  public RedisStreamsSourceBuilder<T> firstStart(FirstStart firstStart) {
    this.firstStart = firstStart;
    return this;
  }

  /**
   * Reads what is in the streams at the start, and ends: each stream up to the position at which it
   * ends then, no streams that come later. Default: the streams are followed for good.
   */
  public RedisStreamsSourceBuilder<T> bounded() {
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
