package io.renwu.connector.redis.streams.client;

import java.time.Duration;

/** Chooses the sender for the servers that an access names. */
final class RedisSenders {
  private RedisSenders() {}

  /** A sender to the servers of an access. Nothing is connected before the first command. */
  static RedisSender to(RedisAccess access, Duration commandTimeout) {
    RedisAddress address = RedisAddress.parse(access.uri());
    LettuceClient client = new LettuceClient(address, access, commandTimeout);
    return address.servers() == RedisAddress.Servers.CLUSTER
        ? new ClusterSender(client, address.nodes())
        : new SingleSender(client);
  }
}
