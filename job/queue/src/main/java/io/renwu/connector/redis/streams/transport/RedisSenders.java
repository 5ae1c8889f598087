package io.renwu.connector.redis.streams.transport;

import java.time.Duration;

/** Creates the sender for the kind of deployment. */
public final class RedisSenders {
  private RedisSenders() {}

  /** A sender to the servers of an access. Connects with the first command. */
  public static RedisSender to(RedisAccess access, Duration commandTimeout) {
    RedisAddress address = RedisAddress.parse(access.uri());
    LettuceClient client = new LettuceClient(address, access, commandTimeout);
    return address.servers() == RedisAddress.Servers.CLUSTER
        ? new ClusterSender(client, address.nodes())
        : new SingleSender(client);
  }
}
