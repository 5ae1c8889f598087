package io.renwu.connector.redis.streams.transport;

import java.time.Duration;

/** Chooses the sender for the servers that an access names. */
public final class RedisSenders {
  private RedisSenders() {}

  /** A sender to the servers of an access. Nothing is connected before the first command. */
  public static RedisSender to(RedisAccess access, Duration commandTimeout) {
    RedisAddress address = RedisAddress.parse(access.uri());
    LettuceClient client = new LettuceClient(address, access, commandTimeout);
    return address.servers() == RedisAddress.Servers.CLUSTER
        ? new ClusterSender(client, address.nodes())
        : new SingleSender(client);
  }
}
