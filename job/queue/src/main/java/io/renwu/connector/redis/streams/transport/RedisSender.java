package io.renwu.connector.redis.streams.transport;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Sends commands to the server that has to execute them.
 *
 * <p>A command is executed at most once. Commands whose keys share a slot are executed in the order
 * of the calls, except those that fail. Futures fail with {@link RedisStreamsException}.
 */
public interface RedisSender extends AutoCloseable {
  /**
   * Sends a command.
   *
   * @param key one of the command's keys, which are all in one slot
   */
  <T> CompletableFuture<T> send(String key, RedisCommand<T> command);

  /**
   * Sends a command that has no key to every server that holds a part of the queue.
   *
   * @return the answers, by the address of the server
   */
  <T> CompletableFuture<Map<String, T>> sendToAll(RedisCommand<T> command);

  /** How many slots of a cluster no server has; 0 for a single server. */
  CompletableFuture<Integer> slotsWithoutServer();

  @Override
  void close();
}
