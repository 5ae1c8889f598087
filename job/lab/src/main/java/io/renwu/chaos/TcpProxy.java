package io.renwu.chaos;

import io.renwu.patience.Await;
import io.renwu.server.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * A piece of network between clients and a server of this machine that can be cut. Bytes are
 * delivered in their order or the connection ends, as TCP has it. All methods may be called by any
 * thread.
 */
public final class TcpProxy implements AutoCloseable {
  private static final int BACKLOG = 256;
  private static final Duration BIND = Duration.ofSeconds(20);

  private final int port;
  private final int targetPort;

  /** Guarded by {@link #state}. */
  private final Set<ProxiedConnection> connections = new HashSet<>();

  private final Object state = new Object();

  /** Null while connections are refused. Guarded by {@link #state}. */
  private ServerSocket listener;

  /** Guarded by {@link #state}. */
  private boolean silent;

  /** Listens on a free port of the loopback interface. */
  public TcpProxy(int targetPort) {
    this.port = Ports.free();
    this.targetPort = targetPort;
    open();
  }

  /** Where clients connect. */
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
      state.notifyAll();
    }
  }

  /**
   * Delivers nothing in either direction, until {@link #open}: what was sent arrives then. New
   * connections come about and hear nothing.
   */
  public void silence() {
    synchronized (state) {
      silent = true;
    }
  }

  /** Lets everything through. */
  public void open() {
    synchronized (state) {
      silent = false;
      state.notifyAll();
      if (listener == null) {
        listener = listen();
        ServerSocket from = listener;
        start("proxy-" + port, () -> accept(from));
      }
    }
  }

  /** The port is free once the last thread has let go of the connections before. */
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

  /** Waits while nothing is delivered. */
  void awaitDelivery() throws InterruptedException {
    synchronized (state) {
      while (silent) {
        state.wait();
      }
    }
  }

  @Override
  public void close() {
    synchronized (state) {
      silent = false;
    }
    cut();
  }

  /** Takes connections until the listener is closed. */
  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        take(from.accept(), from);
      } catch (IOException cameToNothing) {
        // The next one, unless the listener is closed.
      }
    }
  }

  private void take(Socket client, ServerSocket from) {
    ProxiedConnection connection = new ProxiedConnection(client, targetPort, this);
    synchronized (state) {
      if (listener != from) {
        connection.end();
        return;
      }
      connections.add(connection);
    }
    start("proxy-" + port + "-" + client.getPort(), connection::run);
  }

  /** A connection has ended by itself. */
  void forget(ProxiedConnection connection) {
    synchronized (state) {
      connections.remove(connection);
    }
  }

  static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close port " + socket.getLocalPort(), e);
    }
  }
}
