package io.renwu.server;

/** A JVM with a workspace and a server in it; it prints both and lives until its input ends. */
final class ParentMain {
  private ParentMain() {}

  public static void main(String[] arguments) throws Exception {
    Workspace workspace = Workspace.create();
    RedisServer redis = new RedisServer(workspace.folder("redis"));
    redis.start();
    System.out.println(redis.pid() + " " + workspace.path());
    if (System.in.read() >= 0) {
      throw new IllegalStateException("no input was expected");
    }
  }
}
