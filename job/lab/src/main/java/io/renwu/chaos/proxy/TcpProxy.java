package io.renwu.chaos.proxy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.renwu.server.Ports;
import io.renwu.timeout.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy in front of a server of this machine that can cut or silence the connections.
 * Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int BACKLOG = 256;
  private static final Duration BIND = Duration.ofSeconds(20);

  private final int port;
  private final int targetPort;

  @GuardedBy("state")
  private final Set<ProxiedConnection> connections = new HashSet<>();

  private final Object state = new Object();

  /** Null while connections are refused. */
  @GuardedBy("state")
  private @Nullable ServerSocket listener;

  private final DeliveryGate gate = new DeliveryGate();

  /** Listens on a free port of the loopback interface. */
  public TcpProxy(int targetPort) {
    this.port = Ports.free();
    this.targetPort = targetPort;
    open();
  }

  /** The port to which clients connect. */
  public int port() {
    return port;
  }

  /** Resets all connections and refuses new ones, until {@link #open}. */
  public void cut() {
    synchronized (state) {
      if (listener != null) {
        close(listener);
        listener = null;
      }
      connections.forEach(ProxiedConnection::end);
      connections.clear();
    }
  }

  /**
   * Delivers nothing in either direction until {@link #open}; bytes that were sent arrive then. New
   * connections are accepted and receive nothing.
   */
  public void silence() {
    gate.shut();
  }

  /** Accepts connections and delivers everything again. */
  public void open() {
    synchronized (state) {
      gate.open();
      if (listener == null) {
        listener = listen();
        ServerSocket from = listener;
        ProxyThreads.start("proxy-" + port, () -> accept(from));
      }
    }
  }

  /** Waits until the port is free: until the last thread has released the earlier connections. */
  private ServerSocket listen() {
    return Await.until("port " + port + " to be free", BIND, this::bind, bound -> true);
  }

  private ServerSocket bind() throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public void close() {
    gate.open();
    cut();
  }

  /** Accepts connections until the listener is closed. */
  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        handle(from.accept(), from);
      } catch (IOException e) {
        // Accept the next connection, unless the listener is closed.
      }
    }
  }

  private void handle(Socket client, ServerSocket from) {
    ProxiedConnection connection = new ProxiedConnection(client, targetPort, gate, this::forget);
    synchronized (state) {
      if (listener != from) {
        connection.end();
        return;
      }
      connections.add(connection);
    }
    ProxyThreads.start("proxy-" + port + "-" + client.getPort(), connection::run);
  }

  /** Removes a connection that has ended by itself. */
  private void forget(ProxiedConnection connection) {
    synchronized (state) {
      connections.remove(connection);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close port " + socket.getLocalPort(), e);
    }
  }
}
