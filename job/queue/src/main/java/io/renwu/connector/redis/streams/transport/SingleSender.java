package io.renwu.connector.redis.streams.transport;

import io.renwu.connector.redis.streams.transport.RedisStreamsException.Reason;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Sends all commands to one server: the single one, or the present master of the Sentinels. */
final class SingleSender implements RedisSender {
  private final LettuceClient client;
  private final NodeConnection server;

  SingleSender(LettuceClient client) {
    this.client = client;
    this.server = new NodeConnection(client::connect);
  }

  @Override
  public <T> CompletableFuture<T> send(String key, RedisCommand<T> command) {
    return server
        .send(command)
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    RedisStreamsException.reasonOf(failure) == Reason.MOVING
                        ? new RedisStreamsException(
                            Reason.REFUSED,
                            "found a node of a Redis Cluster at an address of a single server,"
                                + " expected redis-cluster://host:port,…",
                            failure)
                        : failure));
  }

  @Override
  public <T> CompletableFuture<Map<String, T>> sendToAll(RedisCommand<T> command) {
    return server.send(command).thenApply(answer -> Map.of(client.name(), answer));
  }

  @Override
  public CompletableFuture<Integer> slotsWithoutServer() {
    return CompletableFuture.completedFuture(0);
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
