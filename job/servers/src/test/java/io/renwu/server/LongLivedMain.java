package io.renwu.server;

import java.nio.file.Path;
import java.util.Map;

/** Starts a server that outlives it, prints the server's process id, and waits to be killed. */
final class LongLivedMain {
  private LongLivedMain() {}

  public static void main(String[] arguments) throws Exception {
    RedisServer redis =
        new RedisServer(
            Path.of(arguments[0]),
            RedisServer.Fsync.EVERY_SECOND,
            Map.of(),
            Lifetime.INDEPENDENT,
            Integer.parseInt(arguments[1]));
    redis.start();
    System.out.println(redis.pid());
    if (System.in.read() >= 0) {
      throw new IllegalStateException("no input was expected");
    }
  }
}
