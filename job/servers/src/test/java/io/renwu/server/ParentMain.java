package io.renwu.server;

import java.util.Map;

/**
 * A JVM with a workspace and a server in it; prints both and runs until its input ends. Arguments:
 * the server's lifetime, and {@code keep} to keep the workspace.
 */
final class ParentMain {
  private ParentMain() {}

  public static void main(String[] arguments) throws Exception {
    Workspace workspace = Workspace.create();
    if (arguments.length > 1 && arguments[1].equals("keep")) {
      workspace.keep();
    }
    RedisServer redis =
        new RedisServer(
            workspace.folder("redis"),
            RedisServer.Fsync.EVERY_SECOND,
            Map.of(),
            Lifetime.valueOf(arguments[0]),
            Ports.free());
    redis.start();
    System.out.println(redis.pid() + " " + workspace.path());
    if (System.in.read() >= 0) {
      throw new IllegalStateException("no input was expected");
    }
  }
}
