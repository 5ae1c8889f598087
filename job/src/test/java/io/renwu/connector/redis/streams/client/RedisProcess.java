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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real Redis server in a process of its own: on a free port, with every write in its append-only
 * file before it is answered, so that it may be killed and started again on its data.
 */
public final class RedisProcess implements AutoCloseable {
  private static final String VERSION = "7.0.15";
  private static final int FIRST_PORT = 12_000;
  private static final int FIRST_BUS_PORT = 22_000;
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Path folder;
  private final int port;
  private final List<String> settings;
  private Process process;

  private RedisProcess(Path folder, int port, List<String> settings) {
    this.folder = folder;
    this.port = port;
    this.settings = settings;
  }

  /**
   * Starts a server that keeps its data in a folder, and waits until it listens.
   *
   * @param settings more of its command line
   */
  public static RedisProcess start(Path folder, String... settings) {
    return start(folder, freePort(), settings);
  }

  /** Starts a server on a certain port. */
  public static RedisProcess start(Path folder, int port, String... settings) {
    try {
      RedisProcess server = new RedisProcess(folder, port, List.of(settings));
      Files.createDirectories(folder);
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

  /** A port that is free, as is the one 10,000 above it, which a node of a cluster needs. */
  public static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_BUS_PORT);
      if (isFree(port) && isFree(port + FIRST_BUS_PORT - FIRST_PORT)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return free.isBound();
    } catch (IOException taken) {
      return false;
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
    List<String> command =
        new ArrayList<>(
            List.of(
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
                "noeviction"));
    command.addAll(settings);
    start(command);
  }

  /** Starts a Sentinel, which keeps what it knows in its file of settings. */
  public static RedisProcess startSentinel(Path folder, int masterPort) {
    RedisProcess sentinel = start(folder);
    sentinel.kill();
    try {
      Path file =
          Files.writeString(
              folder.resolve("sentinel.conf"),
              """
              port %d
              bind 127.0.0.1
              sentinel monitor renwu 127.0.0.1 %d 1
              sentinel down-after-milliseconds renwu 500
              sentinel failover-timeout renwu 5000
              """
                  .formatted(sentinel.port, masterPort));
      sentinel.start(List.of(sentinel.binary().toString(), file.toString(), "--sentinel"));
      return sentinel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void start(List<String> command) throws IOException {
    process =
        new ProcessBuilder(command)
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

  public int port() {
    return port;
  }

  public RedisAccess access(String prefix) {
    return RedisAccess.of("redis://127.0.0.1:" + port, prefix);
  }

  @Override
  public void close() {
    kill();
  }
}
