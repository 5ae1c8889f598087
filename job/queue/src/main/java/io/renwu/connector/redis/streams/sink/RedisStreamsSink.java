package io.renwu.connector.redis.streams.sink;

import static java.util.Objects.requireNonNull;

import io.renwu.connector.redis.streams.client.LettuceRedisStreams;
import io.renwu.connector.redis.streams.transport.RedisAccess;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.jspecify.annotations.Nullable;

/**
 * Appends every record to its stream once: a record that is there already, because the job replays
 * or because a writer that was thought dead still writes, is skipped. Everything written before a
 * checkpoint is in Redis when the checkpoint completes.
 */
public final class RedisStreamsSink<T> implements Sink<T> {
  private static final long serialVersionUID = 1;

  private final RedisAccess access;
  private final RedisStreamsRecordSerializer<T> serializer;
  private final SinkSettings settings;

  private RedisStreamsSink(
      RedisAccess access, RedisStreamsRecordSerializer<T> serializer, SinkSettings settings) {
    this.access = access;
    this.serializer = serializer;
    this.settings = settings;
  }

  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new RedisStreamsWriter<>(
        LettuceRedisStreams.connect(access),
        serializer,
        settings,
        context.getMailboxExecutor(),
        context.getProcessingTimeService(),
        context.metricGroup());
  }

  /** Builds a {@link RedisStreamsSink}; access and serializer are required. */
  public static final class Builder<T> {
    private @Nullable RedisAccess access;
    private @Nullable RedisStreamsRecordSerializer<T> serializer;
    private SinkSettings settings = SinkSettings.DEFAULT;

    private Builder() {}

    public Builder<T> access(RedisAccess access) {
      this.access = access;
      return this;
    }

    public Builder<T> serializer(RedisStreamsRecordSerializer<T> serializer) {
      this.serializer = serializer;
      return this;
    }

    /** Default: {@link SinkSettings#DEFAULT}. */
    public Builder<T> settings(SinkSettings settings) {
      this.settings = settings;
      return this;
    }

    public RedisStreamsSink<T> build() {
      return new RedisStreamsSink<>(
          requireNonNull(access, "access"),
          requireNonNull(serializer, "serializer"),
          requireNonNull(settings, "settings"));
    }
  }
}
