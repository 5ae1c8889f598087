package io.renwu.connector.redis.streams.client;

class FakeRedisStreamsTest extends RedisStreamsContract {
  private final FakeRedisStreams redis = new FakeRedisStreams();

  @Override
  RedisStreams redis() {
    return redis;
  }
}
