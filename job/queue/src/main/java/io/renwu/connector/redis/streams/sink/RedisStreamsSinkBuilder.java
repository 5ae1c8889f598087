package io.renwu.connector.redis.streams.sink;

import static java.util.Objects.requireNonNull;

import io.renwu.connector.redis.streams.client.RedisAccess;

/** Builds a {@link RedisStreamsSink}; access and serializer are required. */
public final class RedisStreamsSinkBuilder<T> {
  private RedisAccess access;
  private RedisStreamsRecordSerializer<T> serializer;
  private SinkSettings settings = SinkSettings.DEFAULT;

  RedisStreamsSinkBuilder() {}

  public RedisStreamsSinkBuilder<T> access(RedisAccess access) {
    this.access = access;
    return this;
  }

  public RedisStreamsSinkBuilder<T> serializer(RedisStreamsRecordSerializer<T> serializer) {
    this.serializer = serializer;
    return this;
  }

  /** Default: {@link SinkSettings#DEFAULT}. */
  public RedisStreamsSinkBuilder<T> settings(SinkSettings settings) {
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
