package io.renwu.connector.redis.streams.client;

import io.renwu.server.Lifetime;
import io.renwu.server.Ports;
import io.renwu.server.RedisServer;
import io.renwu.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Sentinel that watches one master, under the name {@code renwu}. */
final class RedisSentinel extends ServerProcess {
  private final int port = Ports.free();
  private final RedisServer master;

  /** Creates a Sentinel that is not started. It writes its settings file into the folder. */
  RedisSentinel(Path folder, RedisServer master) {
    super("sentinel", folder, Lifetime.OF_THIS_JVM);
    this.master = master;
  }

  int port() {
    return port;
  }

  @Override
  public void start() {
    try {
      Files.writeString(
          settings(),
          """
          port %d
          bind 127.0.0.1
          sentinel monitor renwu 127.0.0.1 %d 1
          sentinel down-after-milliseconds renwu 500
          sentinel failover-timeout renwu 5000
          """
              .formatted(port, master.port()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    super.start();
  }

  private Path settings() {
    return folder().resolve("sentinel.conf");
  }

  @Override
  protected List<String> command() {
    return List.of(master.binary().toString(), settings().toString(), "--sentinel");
  }

  @Override
  protected boolean ready() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    }
  }
}
