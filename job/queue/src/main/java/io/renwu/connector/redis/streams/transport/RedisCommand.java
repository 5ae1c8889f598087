package io.renwu.connector.redis.streams.transport;

import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.CompletionStage;

/**
 * What is sent on a connection, once that is there. May dispatch several commands one after the
 * other: none of this client's comes between them.
 */
@FunctionalInterface
public interface RedisCommand<T> {
  CompletionStage<T> on(RedisAsyncCommands<String, byte[]> redis);
}
