package io.renwu.connector.redis.streams.source;

import static java.util.Objects.requireNonNull;

import io.renwu.connector.redis.streams.client.RedisAccess;
import io.renwu.connector.redis.streams.source.config.QueueDeserializer;
import io.renwu.connector.redis.streams.source.config.SourceSettings;

/** Builds a {@link RedisStreamsSource}; access and deserializer are required. */
public final class RedisStreamsSourceBuilder<T> {
  private RedisAccess access;
  private QueueDeserializer<T> deserializer;
  private SourceSettings settings = SourceSettings.DEFAULT;

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

  public RedisStreamsSource<T> build() {
    return new RedisStreamsSource<>(
        requireNonNull(access, "access"),
        requireNonNull(deserializer, "deserializer"),
        requireNonNull(settings, "settings"));
  }
}
