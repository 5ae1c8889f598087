package io.renwu.connector.redis.streams.suite;

import io.renwu.connector.redis.streams.transport.RedisAccess;
import io.renwu.server.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.connector.testframe.TestResource;
import org.apache.flink.util.FileUtils;

/** A real Redis server for one suite; each test has a queue of its own. */
final class RedisResource implements TestResource {
  private final AtomicInteger queues = new AtomicInteger();
  private Path folder;
  private RedisServer server;

  @Override
  public void startUp() throws IOException {
    folder = Files.createTempDirectory("redis");
    server = RedisServer.startNew(folder, RedisServer.Fsync.ALWAYS);
  }

  /** A queue that nobody has used. */
  RedisAccess queue() {
    return RedisAccess.of(server.uri(), "suite" + queues.incrementAndGet());
  }

  @Override
  public void tearDown() throws IOException {
    server.close();
    FileUtils.deleteDirectory(folder.toFile());
  }
}
