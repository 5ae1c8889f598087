package io.renwu.connector.redis.streams.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.server.RedisServer;
import java.nio.file.Path;
import java.util.Map;

/** A master, its replica and a Sentinel that promotes the replica. */
public final class RedisSentinels implements AutoCloseable {
  private final RedisServer master;
  private final RedisServer replica;
  private final RedisSentinel sentinel;

  private RedisSentinels(RedisServer master, RedisServer replica, RedisSentinel sentinel) {
    this.master = master;
    this.replica = replica;
    this.sentinel = sentinel;
  }

  /** Starts all three and waits until the Sentinel knows the replica. */
  public static RedisSentinels start(Path folder) {
    RedisServer master = RedisServer.startNew(folder.resolve("master"), RedisServer.Fsync.ALWAYS);
    RedisServer replica =
        new RedisServer(
            folder.resolve("replica"),
            RedisServer.Fsync.ALWAYS,
            Map.of("replicaof", "127.0.0.1 " + master.port()));
    replica.start();
    RedisSentinel sentinel = new RedisSentinel(folder.resolve("sentinel"), master);
    sentinel.start();
    try (RedisAdmin admin = new RedisAdmin(master.port());
        RedisAdmin watch = new RedisAdmin(sentinel.port())) {
      RedisAdmin.await("a replica", () -> admin.info("slave0").contains("state=online"));
      RedisAdmin.await("a watch", () -> watch.info("master0").contains("slaves=1"));
    }
    return new RedisSentinels(master, replica, sentinel);
  }

  /** The access; its uri also names a Sentinel that does not run. */
  public RedisAccess access(String prefix) {
    return RedisAccess.of(
        "redis-sentinel://127.0.0.1:1,127.0.0.1:" + sentinel.port() + "/renwu", prefix);
  }

  /** Pauses writes until the replica has caught up, then kills the master. */
  public void killMaster() {
    try (RedisAdmin admin = new RedisAdmin(master.port())) {
      assertThat(admin.call("CLIENT", "PAUSE", "60000", "WRITE")).isEqualTo("OK");
      RedisAdmin.await(
          "a replica without lag",
          () -> admin.info("slave0").contains("offset=" + admin.info("master_repl_offset") + ","));
    }
    master.kill();
  }

  public RedisServer master() {
    return master;
  }

  public RedisServer replica() {
    return replica;
  }

  @Override
  public void close() {
    sentinel.kill();
    replica.kill();
    master.kill();
  }
}
