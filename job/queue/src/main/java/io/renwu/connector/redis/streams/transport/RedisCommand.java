package io.renwu.connector.redis.streams.transport;

import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.concurrent.CompletionStage;

/**
 * A command to send on an open connection. It may send several in a row; no other command of this
 * client is sent between them.
 */
@FunctionalInterface
public interface RedisCommand<T> {
  CompletionStage<T> on(RedisAsyncCommands<String, byte[]> redis);
}
