package io.renwu.connector.redis.streams.client;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real Redis server in a process of its own: on a free port, with every write in its append-only
 * file before it is answered, so that it may be killed and started again on its data.
 */
public final class RedisProcess implements AutoCloseable {
  private static final String VERSION = "7.0.15";
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Path folder;
  private final int port;
  private Process process;

  private RedisProcess(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Starts a server that keeps its data in a folder, and waits until it listens. */
  public static RedisProcess start(Path folder) {
    try {
      RedisProcess server = new RedisProcess(folder, freePort());
      Path binary = server.binary();
      try (InputStream in = RedisProcess.class.getResourceAsStream("/" + resource())) {
        Files.copy(in, binary, StandardCopyOption.REPLACE_EXISTING);
      }
      if (!binary.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + binary + " executable");
      }
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static String resource() {
    String system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    String machine = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    return "redis-server-" + VERSION + "-" + system + "-" + machine;
  }

  private Path binary() {
    return folder.resolve("redis-server");
  }

  /** Starts it again after {@link #kill}. */
  public void start() throws IOException {
    process =
        new ProcessBuilder(
                binary().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--maxmemory-policy",
                "noeviction")
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(new File(folder.toFile(), "server.log")))
            .start();
    long deadline = System.nanoTime() + START_NANOS;
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() - deadline > 0) {
        throw new IOException("Redis did not start; see " + folder.resolve("server.log"));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** kill -9. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  public RedisAccess access(String prefix) {
    return RedisAccess.of("redis://127.0.0.1:" + port, prefix);
  }

  @Override
  public void close() {
    kill();
  }
}
