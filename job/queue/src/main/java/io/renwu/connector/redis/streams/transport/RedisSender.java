package io.renwu.connector.redis.streams.transport;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The way of a command to the server that is to execute it.
 *
 * <p>A command is executed at most once. Commands whose keys share a slot are executed in the order
 * of their calls, but for those that fail. Futures fail with {@link RedisStreamsException}.
 */
public interface RedisSender extends AutoCloseable {
  /**
   * Sends a command.
   *
   * @param key one of the command's keys; all of them are in one slot
   */
  <T> CompletableFuture<T> send(String key, RedisCommand<T> command);

  /**
   * Sends a command that has no key to every server that holds a part of the queue.
   *
   * @return the answers by the servers' addresses
   */
  <T> CompletableFuture<Map<String, T>> sendToAll(RedisCommand<T> command);

  /** How many slots of a cluster no server has; 0 for a single server. */
  CompletableFuture<Integer> slotsWithoutServer();

  @Override
  void close();
}
